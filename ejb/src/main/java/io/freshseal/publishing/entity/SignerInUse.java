package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.CertificateFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A certificate that something offered is signed with.
 *
 * @param catalog whether the catalog itself is
 * @param components whose signature file is
 */
public record SignerInUse(
    CertificateFacts certificate, boolean catalog, List<ComponentId> components) {

  /** The order in which people look for them. */
  public static final Comparator<SignerInUse> NEWEST_FIRST =
      Comparator.comparing((SignerInUse signer) -> signer.certificate().notBefore())
          .reversed()
          .thenComparing(signer -> signer.certificate().fingerprint());

  public SignerInUse {
    Objects.requireNonNull(certificate);
    components = List.copyOf(components);
  }

  /** The certificate of the catalog. */
  public static SignerInUse ofCatalog(CertificateFacts certificate) {
    return new SignerInUse(certificate, true, List.of());
  }

  /** The certificate of signature files. */
  public static SignerInUse ofComponents(
      CertificateFacts certificate, List<ComponentId> components) {
    return new SignerInUse(certificate, false, components);
  }
}
