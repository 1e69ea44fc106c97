package io.freshseal.api.http;

import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.entity.Sentence;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Range and If-Range of a GET (RFC 9110 sections 13.1.5 and 14).
 *
 * <p>Served is one range of bytes. As section 14.2 allows, several ranges in one request are
 * answered with the whole; ranges of another unit must be, and are. A range of bytes that does not
 * parse is refused rather than ignored: whoever resumes a download would otherwise append the whole
 * to what there is.
 *
 * @param range the Range header
 * @param ifRange the If-Range header
 */
public record RangeRequest(Optional<String> range, Optional<String> ifRange) {

  private static final Pattern UNIT = Pattern.compile("(?i)\\s*bytes\\s*=(.*)");
  private static final Pattern SINGLE = Pattern.compile("[ \\t]*(?:(\\d+)-(\\d*)|-(\\d+))[ \\t]*");

  /** What is to be sent. */
  public sealed interface Selection {
    /** 200 with everything. */
    record Whole() implements Selection {}

    /** 206 with this part. */
    record Part(ByteRange bytes) implements Selection {}

    /** 416; the sentence says why. */
    record Unsatisfiable(Sentence sentence) implements Selection {}
  }

  /**
   * Selects what of the present representation is to be sent.
   *
   * @param length of the representation in bytes
   */
  public Selection select(EntityTag current, long length) {
    if (range.isEmpty() || !sameAsBefore(current)) {
      return new Selection.Whole();
    }
    Matcher unit = UNIT.matcher(range.get());
    if (!unit.matches()) {
      return new Selection.Whole();
    }
    Matcher single = SINGLE.matcher(unit.group(1));
    if (single.matches()) {
      return selectOne(single, length);
    }
    return Stream.of(unit.group(1).split(",", -1)).allMatch(p -> SINGLE.matcher(p).matches())
        ? new Selection.Whole()
        : unsatisfiable(WebSentence.NO_RANGE);
  }

  // A date cannot match, since no Last-Modified is ever sent; a weak tag must not.
  private boolean sameAsBefore(EntityTag current) {
    return ifRange.isEmpty() || ifRange.get().strip().equals(current.header());
  }

  private static Selection selectOne(Matcher single, long length) {
    if (single.group(3) != null) {
      long suffix = Math.min(number(single.group(3)), length);
      return suffix == 0
          ? outside(length)
          : new Selection.Part(new ByteRange(length - suffix, length - 1));
    }
    long first = number(single.group(1));
    long last = single.group(2).isEmpty() ? Long.MAX_VALUE : number(single.group(2));
    if (last < first) {
      return unsatisfiable(WebSentence.RANGE_BACKWARDS);
    }
    return first >= length
        ? outside(length)
        : new Selection.Part(new ByteRange(first, Math.min(last, length - 1)));
  }

  private static Selection outside(long length) {
    return unsatisfiable(WebSentence.RANGE_OUTSIDE, length);
  }

  private static Selection unsatisfiable(WebSentence sentence, Object... arguments) {
    return new Selection.Unsatisfiable(Sentence.of(sentence, arguments));
  }

  /** Digits of any length; what no file can reach is as good as the greatest number. */
  private static long number(String digits) {
    return digits.length() > 18 && digits.replaceFirst("^0+", "").length() > 18
        ? Long.MAX_VALUE
        : Long.parseLong(digits);
  }
}
