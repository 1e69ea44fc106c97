package io.freshseal.api.serving;

import io.freshseal.delta.control.DeltaForm;
import io.freshseal.delta.control.WholeInput;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.DeltaChange;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a reader offers to undo, and the dictionary that it holds (RFC 9842 sections 2.2 and 6.1). A
 * header that does not parse counts as absent: the whole is never wrong.
 *
 * @param dictionary the digest of what it holds, if it takes deltas to it
 * @param zstd whether it takes that coding
 */
record ReaderCodings(Optional<Sha256> dictionary, boolean zstd) {

  private static final Pattern DICTIONARY = Pattern.compile(" *:([A-Za-z0-9+/]{43}=): *");
  private static final Pattern CODING =
      Pattern.compile(
          "[ \\t]*([a-zA-Z]+)[ \\t]*(?:;[ \\t]*q=(0|1|0\\.\\d{0,3}|1\\.0{0,3})[ \\t]*)?");
  private static final Pattern ZERO = Pattern.compile("0(?:\\.0*)?");

  static ReaderCodings of(HttpHeaders headers) {
    return of(
        lines(headers, HttpHeaders.ACCEPT_ENCODING),
        lines(headers, "Available-Dictionary"),
        lines(headers, "Sec-Fetch-Site"));
  }

  /**
   * Reads what was sent.
   *
   * @param codings the lines of Accept-Encoding
   * @param dictionaries the lines of Available-Dictionary
   * @param sites the lines of Sec-Fetch-Site
   */
  static ReaderCodings of(List<String> codings, List<String> dictionaries, List<String> sites) {
    Optional<Sha256> dictionary =
        single(dictionaries)
            .flatMap(ReaderCodings::digest)
            .filter(held -> takes(codings, DeltaForm.CODING) && isSameOrigin(sites));
    return new ReaderCodings(dictionary, takes(codings, WholeInput.CODING));
  }

  private static List<String> lines(HttpHeaders headers, String name) {
    List<String> lines = headers.getRequestHeader(name);
    return lines == null ? List.of() : lines;
  }

  /** Everything that would be of use to it instead of this. */
  List<DeltaChange> changesTo(Sha256 wanted) {
    List<DeltaChange> changes = new ArrayList<>();
    dictionary
        .map(held -> new DeltaChange(held, wanted))
        .filter(change -> !change.isWhole() && !change.held().equals(wanted))
        .ifPresent(changes::add);
    if (zstd) {
      changes.add(DeltaChange.whole(wanted));
    }
    return changes;
  }

  private static Optional<String> single(List<String> lines) {
    return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
  }

  // A structured field: a byte sequence of 32 bytes (RFC 9651 3.3.5).
  private static Optional<Sha256> digest(String field) {
    Matcher matcher = DICTIONARY.matcher(field);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(Sha256.ofDigest(Base64.getDecoder().decode(matcher.group(1))));
  }

  private static boolean takes(List<String> lines, String coding) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(CODING::matcher)
        .filter(one -> one.matches() && one.group(1).equalsIgnoreCase(coding))
        .anyMatch(one -> one.group(2) == null || !ZERO.matcher(one.group(2)).matches());
  }

  // RFC 9842 9.3.3: nobody measures by the length of an answer what another site's reader holds.
  private static boolean isSameOrigin(List<String> sites) {
    return sites.stream().allMatch(site -> site.equals("same-origin") || site.equals("none"));
  }
}
