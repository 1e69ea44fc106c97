package io.freshseal.trust.control.cms;

import java.security.PrivateKey;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The one signature algorithm that a key of a given kind signs with. */
final class SignatureNames {

  private SignatureNames() {}

  static String of(PrivateKey key) {
    if (isPostQuantum(key)) {
      return PostQuantum.NAME;
    }
    return "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
  }

  /** A signer with the key, by the provider that knows its kind. */
  static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    JcaContentSignerBuilder builder = new JcaContentSignerBuilder(of(key));
    return (isPostQuantum(key) ? builder.setProvider(PostQuantum.PROVIDER) : builder).build(key);
  }

  static boolean isPostQuantum(PrivateKey key) {
    return key.getAlgorithm().startsWith("ML-DSA");
  }
}
