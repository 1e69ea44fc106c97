package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.publishing.entity.AuthoritySentence;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishingSentence;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.RevocationLedger;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.RevokedCertificate;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revocation lists that go out with a catalog: that of the source's own authority, issued anew
 * for each catalog, and those that an operator's authority provides. For one thread at a time.
 */
final class RevocationDesk {

  /** How much longer than the catalog that names it a list is current. */
  private static final Duration BEYOND_CATALOG = Duration.ofDays(1);

  private static final int SHARE = 3;
  private static final Duration LONGEST_WARNING = Duration.ofDays(7);

  private final Authorities authorities;
  private final RevocationLedger ledger;
  private final Vault vault;

  RevocationDesk(Authorities authorities, RevocationLedger ledger, Vault vault) {
    this.authorities = authorities;
    this.ledger = ledger;
    this.vault = vault;
  }

  /** Everything revoked here, the oldest first. */
  List<RevokedCertificate> revoked() {
    return ledger.entries();
  }

  /**
   * Names the issuer of what is to be revoked. Refuses an authority that readers do not know any
   * more or never knew, and one whose key is not at hand: nobody could sign its list.
   */
  Sha256 issuer(Optional<Sha256> authority) throws StorageException, SigningRefusedException {
    if (authority.map(authorities.active().fingerprint()::equals).orElse(true)) {
      return authorities.active().issuer();
    }
    if (authorities.newest().flatMap(link -> authorities.anchor(authority.get())).isEmpty()) {
      throw new SigningRefusedException(
          new PublishOutcome.Refused(StatusCode.NOT_FOUND, Sentence.of(AuthoritySentence.UNKNOWN)));
    }
    return atHand().stream()
        .filter(a -> a.fingerprint().equals(authority.get()) && a.issuesRevocationLists())
        .findFirst()
        .map(SigningAuthority::issuer)
        .orElseThrow(
            () ->
                new SigningRefusedException(
                    new PublishOutcome.Refused(
                        StatusCode.CONFLICT, Sentence.of(AuthoritySentence.KEY_AWAY))));
  }

  /**
   * Revokes a certificate; the next catalog says so.
   *
   * @throws IOException if the disk refuses; nothing is revoked then
   */
  void revoke(RevokedCertificate certificate) throws IOException {
    ledger.add(certificate);
  }

  /** Tells why a certificate cannot be revoked here; empty if it can. */
  Optional<PublishOutcome.Refused> refuses(RevokedCertificate wanted, SourceSettings settings)
      throws SigningRefusedException {
    if (!issues(ofOperator(settings))) {
      return refusal(PublishingSentence.REVOKE_AT_AUTHORITY);
    }
    if (ledger.holds(wanted)) {
      return refusal(PublishingSentence.REVOKED_ALREADY);
    }
    return ledger.isFull() ? refusal(PublishingSentence.REVOCATIONS_FULL) : Optional.empty();
  }

  private static Optional<PublishOutcome.Refused> refusal(PublishingSentence key) {
    return Optional.of(new PublishOutcome.Refused(StatusCode.CONFLICT, Sentence.of(key)));
  }

  // Two that number lists of one issuer would hide each other's.
  private boolean issues(Revocations ofOperator) {
    return authorities.active().issuesRevocationLists()
        && authorities.active().ownList(ofOperator).isEmpty();
  }

  /** The lists that the present catalog names; empty before the first one. */
  Revocations offered() throws StorageException {
    List<RevocationList> lists = new ArrayList<>();
    for (ObjectEntry entry : offeredEntries()) {
      vault
          .objects()
          .read(entry.sha256(), entry.size())
          .flatMap(der -> RevocationList.parse(der).toOptional())
          .ifPresent(lists::add);
    }
    return Revocations.of(lists);
  }

  private List<ObjectEntry> offeredEntries() {
    return vault.snapshot().map(snapshot -> snapshot.catalog().crls()).orElse(List.of());
  }

  /**
   * Makes and reads the lists of the present moment; stores nothing.
   *
   * @param catalogExpires they are current for a while longer
   */
  Revocations current(SourceSettings settings, Instant catalogExpires, Instant now)
      throws StorageException, SigningRefusedException {
    Revocations provided = ofOperator(settings);
    if (!issues(provided)) {
      return provided;
    }
    Instant next = catalogExpires.plus(BEYOND_CATALOG);
    Revocations offered = offered();
    List<byte[]> own = new ArrayList<>();
    for (SigningAuthority authority : issuers(offered)) {
      BigInteger number = number(authority.ownList(offered), now);
      own.add(authority.revocationList(ledger.entries(), number, now, next));
    }
    return provided.and(accepted(Revocations.parse(own)));
  }

  // One that no longer signs goes on saying what it has revoked for as long as readers trust it.
  private List<SigningAuthority> issuers(Revocations offered) throws StorageException {
    List<SigningAuthority> all = new ArrayList<>(List.of(authorities.active()));
    boolean revokedElsewhere =
        authorities.active().count(ledger.entries()) < ledger.entries().size();
    if (revokedElsewhere
        || offered.lists().size() > all.size()
        || (!offered.lists().isEmpty() && authorities.active().ownList(offered).isEmpty())) {
      atHand().stream()
          .filter(a -> !a.fingerprint().equals(authorities.active().fingerprint()))
          .filter(a -> a.issuesRevocationLists())
          .filter(a -> a.ownList(offered).isPresent() || a.count(ledger.entries()) > 0)
          .filter(a -> authorities.anchors().certificates().contains(a.anchor()))
          .forEach(all::add);
    }
    return all;
  }

  private List<SigningAuthority> atHand() throws StorageException {
    try {
      return authorities.atHand();
    } catch (IOException e) {
      throw StorageException.of(e, authorities.folder());
    }
  }

  private static Revocations accepted(Verdict<Revocations> read) throws SigningRefusedException {
    if (read instanceof Rejected<Revocations> refused) {
      throw new SigningRefusedException(refused);
    }
    return read.toOptional().orElseThrow();
  }

  // From the clock, so that a source restored from a backup goes on above what it has forgotten.
  private static BigInteger number(Optional<RevocationList> before, Instant now) {
    BigInteger clock = BigInteger.valueOf(now.toEpochMilli());
    return before
        .map(list -> list.number().add(BigInteger.ONE))
        .filter(next -> next.compareTo(clock) > 0)
        .orElse(clock);
  }

  /** Those lists of an operator's authority that end soon; none where they cannot be read. */
  List<RevocationList> endingSoon(SourceSettings settings, Instant now) {
    try {
      return ofOperator(settings).lists().stream().filter(l -> endsSoon(l, now)).toList();
    } catch (SigningRefusedException e) {
      // Told by every attempt to publish.
      return List.of();
    }
  }

  // A third of its life is left, as for catalogs, or a week; from then to its end.
  private static boolean endsSoon(RevocationList list, Instant now) {
    Instant end = list.nextUpdate().orElse(list.thisUpdate());
    Duration third = Duration.between(list.thisUpdate(), end).dividedBy(SHARE);
    Duration warning = third.compareTo(LONGEST_WARNING) < 0 ? third : LONGEST_WARNING;
    return !now.isBefore(end.minus(warning));
  }

  private static Revocations ofOperator(SourceSettings settings) throws SigningRefusedException {
    Optional<Path> place = settings.revocation().crls();
    if (place.isEmpty()) {
      return Revocations.none();
    }
    try {
      return accepted(Revocations.parse(RevocationFiles.read(place.get())));
    } catch (IOException e) {
      throw new SigningRefusedException(
          new Rejected<>(
              StatusCode.STORAGE_FAULT,
              Evidence.of(PublishingSentence.REVOCATION_LISTS_UNREADABLE, e.getMessage())));
    }
  }

  /** Stores lists; gives what a catalog says of them. */
  List<ObjectEntry> store(Revocations lists) throws StorageException {
    List<ObjectEntry> entries = new ArrayList<>();
    for (RevocationList list : lists.lists()) {
      byte[] der = list.der();
      entries.add(new ObjectEntry(vault.objects().put(der), der.length));
    }
    return entries;
  }

  /** Tells whether what is offered says anything else than what would be issued now. */
  boolean changed(SourceSettings settings) throws StorageException, SigningRefusedException {
    Revocations provided = ofOperator(settings);
    Revocations offered = offered();
    Set<RevocationList> others = new HashSet<>(offered.lists());
    if (issues(provided)) {
      for (SigningAuthority authority : issuers(offered)) {
        Optional<RevocationList> own = authority.ownList(offered);
        own.ifPresent(others::remove);
        int revoked = authority.count(ledger.entries());
        if (own.filter(list -> list.size() == revoked).isEmpty()) {
          return true;
        }
      }
    }
    return !others.equals(Set.copyOf(provided.lists()));
  }
}
