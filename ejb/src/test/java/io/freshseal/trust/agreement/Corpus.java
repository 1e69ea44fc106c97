package io.freshseal.trust.agreement;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki.Identity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The signature files that both verifiers judge, chapter by chapter. */
final class Corpus {

  /** What Freshseal says of bytes that anyone may have damaged: never OK, never a fault. */
  static final Set<StatusCode> ANY_REFUSAL =
      EnumSet.range(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, StatusCode.DIGITAL_SIGNATURE_PURPOSE);

  private final List<SignatureCase> cases = new ArrayList<>();

  /** All cases; made anew each time, with new keys where none are cached. */
  static List<SignatureCase> all() {
    Corpus corpus = new Corpus();
    KeyChapter.write(corpus);
    ChainChapter.write(corpus);
    DateChapter.write(corpus);
    PurposeChapter.write(corpus);
    AttributeChapter.write(corpus);
    SignerChapter.write(corpus);
    FormChapter.write(corpus);
    DamageChapter.write(corpus);
    return List.copyOf(corpus.cases);
  }

  /** What both are expected to say. */
  record Expected(Set<StatusCode> codes, boolean opensslAccepts) {}

  static Expected both() {
    return new Expected(Set.of(StatusCode.OK), true);
  }

  static Expected none(StatusCode code) {
    return new Expected(Set.of(code), false);
  }

  static Expected none() {
    return new Expected(ANY_REFUSAL, false);
  }

  static Expected opensslAlone(StatusCode code) {
    return new Expected(Set.of(code), true);
  }

  static Expected freshsealAlone() {
    return new Expected(Set.of(StatusCode.OK), false);
  }

  void add(String name, Expected expected, byte[] file, Identity... anchors) {
    add(name, expected, file, FileForge.CONTENT, anchors);
  }

  void add(String name, Expected expected, byte[] file, byte[] content, Identity... anchors) {
    cases.add(
        new SignatureCase(
            name,
            file,
            content,
            SignatureCase.pem(anchors),
            expected.codes(),
            expected.opensslAccepts()));
  }
}
