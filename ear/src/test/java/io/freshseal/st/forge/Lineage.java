package io.freshseal.st.forge;

import io.freshseal.st.forge.Offer.SignatureFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The catalogs of one source, one after the other. Numbers that were handed out once are not handed
 * out again, so that what a machine remembers of an attack never stands in the way of what is good.
 */
public final class Lineage {
  public static final String SOURCE = "hostile-st";
  public static final String PATTERN = "pattern";
  public static final String RULES = "rules";
  public static final String LINUX = "engine-linux";
  public static final String WINDOWS = "engine-windows";

  private static final long FIRST_SERIAL = 5;

  private final Pki pki;
  private final Map<String, Offer> offered = new TreeMap<>();
  private final Map<String, Offer> before = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final List<Published> catalogs = new ArrayList<>();
  private Position last = new Position(2, 0);
  private long listNumber = 1;
  private byte[] rootsList;
  private byte[] intermediatesList;

  /** Where a catalog stands. */
  public record Position(long epoch, long sequence) {}

  /** A catalog that was the newest once. */
  public record Published(CatalogDraft draft, byte[] signed) {}

  private Lineage(Pki pki) {
    this.pki = pki;
    this.rootsList = CrlForge.of(pki.root()).make();
    this.intermediatesList = CrlForge.of(pki.intermediate()).make();
  }

  /** A source that has published twice, in its second epoch. */
  public static Lineage begin(Pki pki) {
    Lineage lineage = new Lineage(pki);
    lineage.publishAll();
    lineage.publishAll();
    return lineage;
  }

  /** The same, going its own way from here. */
  public Lineage copy() {
    Lineage copy = new Lineage(pki);
    copy.offered.putAll(offered);
    copy.before.putAll(before);
    copy.versions.putAll(versions);
    copy.catalogs.addAll(catalogs);
    copy.last = last;
    copy.listNumber = listNumber;
    copy.rootsList = rootsList;
    copy.intermediatesList = intermediatesList;
    return copy;
  }

  /** A new version of every component, in a good catalog that is the newest from now on. */
  public byte[] publishAll() {
    CatalogDraft draft = draft();
    for (String id : List.of(PATTERN, RULES, LINUX, WINDOWS)) {
      draft.put(newVersion(id));
    }
    return publish(draft);
  }

  /** Signs a catalog; it is the newest from now on. */
  public byte[] publish(CatalogDraft draft) {
    byte[] signed = draft.envelope().by(pki.catalogSigner()).make();
    catalogs.add(new Published(draft, signed));
    for (Offer offer : draft.offers()) {
      Offer old = offered.put(offer.id(), offer);
      if (old != null && !old.version().equals(offer.version())) {
        before.put(offer.id(), old);
      }
    }
    offered.keySet().retainAll(draft.offers().stream().map(Offer::id).toList());
    return signed;
  }

  /** The next catalog, with what is offered now. */
  public CatalogDraft draft() {
    last = new Position(last.epoch(), last.sequence() + 1);
    return new CatalogDraft(SOURCE, last, offered.values(), lists());
  }

  /** The revocation lists that go with every catalog from now on. */
  public List<byte[]> lists() {
    return List.of(rootsList, intermediatesList);
  }

  /** A list of the intermediate authority, numbered above all before; not in use yet. */
  public CrlForge newList() {
    listNumber++;
    return CrlForge.of(pki.intermediate()).numbered(listNumber);
  }

  /** Takes a list of the intermediate authority into use. */
  public void use(byte[] list) {
    intermediatesList = list;
  }

  /** Begins a higher epoch, with sequences from the front. */
  public Lineage beginEpoch() {
    last = new Position(last.epoch() + 1, 0);
    return this;
  }

  /** A version that was never offered, rightly signed; not offered yet. */
  public Offer newVersion(String id) {
    int number = versions.merge(id, 1, Integer::sum);
    String version = "1." + number;
    byte[] content = Cms.bytes((id + " " + version + "\n").repeat(100));
    String platform =
        switch (id) {
          case LINUX -> "linux";
          case WINDOWS -> "windows";
          default -> "any";
        };
    Offer unsigned = new Offer(id, platform, version, content, FIRST_SERIAL, null);
    return unsigned.with(sign(unsigned));
  }

  /** The signature file that belongs to a component version. */
  public SignatureFile sign(Offer offer) {
    return new SignatureFile(
        Cms.detached(offer.content(), offer.hints()).by(pki.componentSigner()).make(),
        CertificateForge.daysFromNow(0).minusSeconds(60),
        pki.componentSigner().notAfter());
  }

  /** What the newest catalog offers of a component. */
  public Offer offered(String id) {
    return offered.get(id);
  }

  public Collection<Offer> offered() {
    return List.copyOf(offered.values());
  }

  /** The version of a component before the newest. */
  public Offer before(String id) {
    return before.get(id);
  }

  /** The newest catalog. */
  public CatalogDraft newest() {
    return last(0).draft();
  }

  /** The newest catalog as it was signed. */
  public byte[] newestSigned() {
    return last(0).signed();
  }

  /** The catalog before the newest. */
  public Published catalogBefore() {
    return last(1);
  }

  private Published last(int back) {
    return catalogs.get(catalogs.size() - 1 - back);
  }
}
