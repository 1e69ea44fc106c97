package io.freshseal.trust.agreement;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One signature file with what either verifier shall say about it.
 *
 * @param name {@code chapter/what is special}, without spaces; unique
 * @param content what the verifiers are told that it signs
 * @param anchors PEM
 * @param codes what Freshseal may answer; several where the random part of a file decides
 * @param opensslAccepts what openssl answers
 */
record SignatureCase(
    String name,
    byte[] file,
    byte[] content,
    byte[] anchors,
    Set<StatusCode> codes,
    boolean opensslAccepts) {

  SignatureCase {
    if (!name.matches("[a-z]+/[A-Za-z0-9._+-]+")) {
      throw new IllegalArgumentException(name);
    }
  }

  /** The chapter that the case belongs to. */
  String chapter() {
    return name.substring(0, name.indexOf('/'));
  }

  boolean freshsealAccepts() {
    return codes.contains(StatusCode.OK);
  }

  static byte[] pem(Identity... anchors) {
    StringBuilder pem = new StringBuilder();
    for (Identity anchor : anchors) {
      pem.append(TestPki.pem(anchor.certificate()));
    }
    return pem.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
