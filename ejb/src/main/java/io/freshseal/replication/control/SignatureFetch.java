package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SignatureJudge.Examined;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.ObjectStore;
import io.freshseal.vault.control.SignatureFiles;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gets a component's signature file and judges it before it is kept: the one that the catalog names
 * or, from a source that does not hold that one, the newest it has. A valid file is never replaced
 * by one that is refused or was signed earlier.
 */
final class SignatureFetch {

  private final ObjectStore objects;
  private final SignatureJudge judge;
  private final MeteredSource source;
  private final JudgeContext context;

  SignatureFetch(
      ObjectStore objects, SignatureJudge judge, MeteredSource source, JudgeContext context) {
    this.objects = objects;
    this.judge = judge;
    this.source = source;
    this.context = context;
  }

  /**
   * Obtains.
   *
   * @param held what is held with the wanted content, judged in this run
   */
  SignatureResult obtain(PlannedStep step, Optional<HeldFile> held) throws StorageException {
    return switch (step.action()) {
      case KEEP, SKIP_SIGNATURE -> keep(step, held.orElseThrow(), Optional.empty());
      case FETCH_SIGNATURE, FETCH_BOTH -> fetch(step, held);
    };
  }

  private static SignatureResult keep(PlannedStep step, HeldFile held, Optional<Sentence> warning) {
    return held.verdict()
        .fold(
            a -> new SignatureResult.Ready(step, held.entry(), a.value(), warning),
            r -> new SignatureResult.Refused(step, r.reason(), r.evidence()));
  }

  private SignatureResult fetch(PlannedStep step, Optional<HeldFile> held) throws StorageException {
    SignatureEntry named = step.wanted().signature();
    Optional<byte[]> here = objects.read(named.sha256(), named.size());
    if (here.isPresent()) {
      return judgeNamed(step, held, here.get());
    }
    BytesAnswer answer = source.fetchBytes(named.sha256(), named.size());
    if (answer instanceof BytesAnswer.Fetched fetched) {
      return takeNamed(step, held, fetched.bytes());
    }
    BytesAnswer.Failed failed = (BytesAnswer.Failed) answer;
    return failed.code() == StatusCode.SOURCE_INCOMPLETE
        ? fetchNewest(step, held)
        : refuse(step, failed.code(), Evidence.of(failed.sentence()));
  }

  private SignatureResult judgeNamed(PlannedStep step, Optional<HeldFile> held, byte[] file)
      throws StorageException {
    Verdict<Examined> verdict = judge(step, file);
    if (verdict instanceof Verdict.Accepted<Examined> accepted) {
      SignatureFacts facts = accepted.value().facts();
      if (held.filter(h -> h.isValid() && wasSignedAfter(h, facts)).isPresent()) {
        return refuse(
            step,
            StatusCode.ROLLBACK,
            Evidence.of(
                ReplicationSentence.SIGNATURE_NAMED_OLDER, name(step), facts.signingTime()));
      }
      return admit(
          step, file, accepted.value(), step.wanted().signature().serial(), Optional.empty());
    }
    return refuse(step, (Verdict.Rejected<Examined>) verdict);
  }

  private SignatureResult fetchNewest(PlannedStep step, Optional<HeldFile> held)
      throws StorageException {
    CatalogEntry wanted = step.wanted();
    BytesAnswer answer =
        source.fetchSignature(wanted.id(), wanted.version(), SignatureJudge.MAX_BYTES);
    if (answer instanceof BytesAnswer.Failed failed) {
      return refuse(step, failed.code(), Evidence.of(failed.sentence()));
    }
    return takeNewest(step, held, (BytesAnswer.Fetched) answer);
  }

  /**
   * Judges a file that has come with others.
   *
   * @param held what is held with the wanted content, judged in this run
   * @param file with a serial if it is not the one that the catalog names
   */
  SignatureResult take(PlannedStep step, Optional<HeldFile> held, BytesAnswer.Fetched file)
      throws StorageException {
    return file.serial().isPresent()
        ? takeNewest(step, held, file)
        : takeNamed(step, held, file.bytes());
  }

  private SignatureResult takeNamed(PlannedStep step, Optional<HeldFile> held, byte[] file)
      throws StorageException {
    return Sha256.of(file).equals(step.wanted().signature().sha256())
        ? judgeNamed(step, held, file)
        : refuse(
            step,
            StatusCode.DIGEST_MISMATCH,
            Evidence.of(ReplicationSentence.SIGNATURE_FILE_OTHER, name(step)));
  }

  private SignatureResult takeNewest(
      PlannedStep step, Optional<HeldFile> held, BytesAnswer.Fetched fetched)
      throws StorageException {
    Sha256 digest = Sha256.of(fetched.bytes());
    if (held.filter(h -> h.entry().signature().sha256().equals(digest)).isPresent()) {
      return keep(step, held.get(), Optional.of(stale(step)));
    }
    return judgeNewest(step, held, fetched);
  }

  private SignatureResult judgeNewest(
      PlannedStep step, Optional<HeldFile> held, BytesAnswer.Fetched fetched)
      throws StorageException {
    Verdict<Examined> verdict = judge(step, fetched.bytes());
    if (!(verdict instanceof Verdict.Accepted<Examined> accepted)) {
      return refuse(step, (Verdict.Rejected<Examined>) verdict);
    }
    if (held.filter(h -> wasSignedAfter(h, accepted.value().facts())).isPresent()) {
      return held.get().isValid()
          ? keep(step, held.get(), Optional.of(stale(step)))
          : refuse(
              step,
              StatusCode.ROLLBACK,
              Evidence.of(ReplicationSentence.SIGNATURE_OFFERED_OLDER, name(step)));
    }
    return admit(
        step,
        fetched.bytes(),
        accepted.value(),
        believableSerial(fetched.serial(), step.wanted().signature().serial()),
        Optional.of(stale(step)));
  }

  // Nothing signed says the serial of a file that no catalog at hand names.
  private static long believableSerial(OptionalLong claimed, long named) {
    long serial = claimed.orElse(0);
    return serial > 0 && serial < named ? serial : 0;
  }

  private static boolean wasSignedAfter(HeldFile held, SignatureFacts facts) {
    return held.entry().signature().signedAt().isAfter(facts.signingTime());
  }

  private Verdict<Examined> judge(PlannedStep step, byte[] file) {
    CatalogEntry wanted = step.wanted();
    return judge.examine(
        file, new ExpectedSignature(wanted.id(), wanted.version(), wanted.sha256()), context);
  }

  private SignatureResult admit(
      PlannedStep step, byte[] file, Examined examined, long serial, Optional<Sentence> warning)
      throws StorageException {
    SignatureFacts facts = examined.facts();
    Sha256 digest = objects.put(file);
    SignatureEntry signature =
        new SignatureEntry(digest, file.length, serial, facts.signingTime(), facts.expires());
    CatalogEntry entry = step.wanted().withSignature(signature);
    new SignatureFiles(objects, judge).keep(entry, examined, context);
    return new SignatureResult.Ready(step, entry, facts, warning);
  }

  private static Sentence stale(PlannedStep step) {
    return Sentence.of(
        ReplicationSentence.SIGNATURE_STALE, name(step), step.wanted().signature().serial());
  }

  private static SignatureResult refuse(PlannedStep step, Verdict.Rejected<Examined> rejected) {
    return new SignatureResult.Refused(step, rejected.reason(), rejected.evidence());
  }

  private static SignatureResult refuse(PlannedStep step, StatusCode code, Evidence evidence) {
    return new SignatureResult.Refused(step, code, evidence);
  }

  private static String name(PlannedStep step) {
    return step.wanted().id() + " " + step.wanted().version();
  }
}
