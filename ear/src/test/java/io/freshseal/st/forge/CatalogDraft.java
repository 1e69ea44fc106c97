package io.freshseal.st.forge;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A catalog before it is signed; every value of it may be changed. */
public final class CatalogDraft {
  private final Map<String, Offer> offers = new TreeMap<>();
  private List<byte[]> crls;
  private String source;
  private long epoch;
  private long sequence;
  private Instant issued = CertificateForge.daysFromNow(0).minusSeconds(60);
  private Instant expires = CertificateForge.daysFromNow(30);

  CatalogDraft(
      String source, Lineage.Position position, Collection<Offer> offers, List<byte[]> crls) {
    this.source = source;
    this.epoch = position.epoch();
    this.sequence = position.sequence();
    this.crls = List.copyOf(crls);
    offers.forEach(this::put);
  }

  /** Names a component version, in place of another one of its id. */
  public CatalogDraft put(Offer offer) {
    offers.put(offer.id(), offer);
    return this;
  }

  public CatalogDraft without(String id) {
    offers.remove(id);
    return this;
  }

  public CatalogDraft named(String otherSource) {
    source = otherSource;
    return this;
  }

  /** Names these revocation lists and no others. */
  public CatalogDraft withLists(List<byte[]> lists) {
    crls = List.copyOf(lists);
    return this;
  }

  public CatalogDraft at(long newEpoch, long newSequence) {
    epoch = newEpoch;
    sequence = newSequence;
    return this;
  }

  public CatalogDraft valid(Instant from, Instant until) {
    issued = from;
    expires = until;
    return this;
  }

  public long epoch() {
    return epoch;
  }

  public long sequence() {
    return sequence;
  }

  public Instant issued() {
    return issued;
  }

  public Instant expires() {
    return expires;
  }

  /** Sorted by id. */
  public Collection<Offer> offers() {
    return List.copyOf(offers.values());
  }

  public List<byte[]> crls() {
    return crls;
  }

  /** The signed text that binds a signature to this catalog. */
  public String hints() {
    return "catalog=" + source + ";sequence=" + sequence;
  }

  /** The payload. */
  public byte[] json() {
    JsonArrayBuilder components = Json.createArrayBuilder();
    offers.values().forEach(offer -> components.add(offer.json()));
    JsonArrayBuilder lists = Json.createArrayBuilder();
    crls.forEach(
        crl ->
            lists.add(
                Json.createObjectBuilder()
                    .add("sha256", Digests.sha256(crl))
                    .add("size", crl.length)));
    return Cms.bytes(
        Json.createObjectBuilder()
            .add("format", "freshseal-catalog/1")
            .add("source", source)
            .add("epoch", epoch)
            .add("sequence", sequence)
            .add("issued", issued.toString())
            .add("expires", expires.toString())
            .add("components", components)
            .add("crls", lists)
            .build()
            .toString());
  }

  /** An envelope around the payload, still without a signer. */
  public Cms envelope() {
    return Cms.attached(json(), hints());
  }
}
