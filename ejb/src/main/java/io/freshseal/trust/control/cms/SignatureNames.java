package io.freshseal.trust.control.cms;

import java.security.PrivateKey;

/** The one signature algorithm that a key of a given kind signs with. */
final class SignatureNames {

  private SignatureNames() {}

  static String of(PrivateKey key) {
    return "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
  }
}
