package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sha256;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A catalog whose signature holds (steps 1 to 8). Whether it may be followed is judged apart, by
 * {@code CatalogJudge.fresh}: even one that may not be tells what the signature files at hand are.
 *
 * @param chain the classical signer's certificate first, the anchor last; empty if the post-quantum
 *     signature alone decided and this chain does not hold
 * @param payload the signed JSON, byte for byte, if it is at hand; not copied, must not be changed
 * @param payloadDigest digest of the signed JSON. Unlike the envelope, whose unsigned parts anyone
 *     may alter, it is the same for two copies of one catalog
 * @param digest digest of the whole envelope, which is the catalog's name as an object
 */
public record JudgedCatalog(
    Catalog catalog,
    SignatureFacts facts,
    List<X509Certificate> chain,
    Optional<byte[]> payload,
    Sha256 payloadDigest,
    Sha256 digest) {

  public JudgedCatalog {
    Objects.requireNonNull(catalog);
    Objects.requireNonNull(facts);
    chain = List.copyOf(chain);
    Objects.requireNonNull(payload);
    Objects.requireNonNull(payloadDigest);
    Objects.requireNonNull(digest);
  }
}
