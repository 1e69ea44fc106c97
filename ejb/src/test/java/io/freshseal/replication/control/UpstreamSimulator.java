package io.freshseal.replication.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SignedFile;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.control.SigningPurpose;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.ClockSighting;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.RevokedCertificate;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An update source in memory: a test changes what it offers, publishes, lets the real replicator
 * run against it, and may make it lie. Really signs.
 */
public final class UpstreamSimulator implements UpdateSource {

  private SigningAuthority authority;
  private final Clock clock;
  private final Map<ComponentId, CatalogEntry> offered = new TreeMap<>();
  private final Map<Sha256, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<Sha256, Integer> cutAfter = new ConcurrentHashMap<>();
  private final Set<Sha256> withheld = ConcurrentHashMap.newKeySet();
  private final AtomicLong contentBytes = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();
  private final List<RevokedCertificate> revoked = new ArrayList<>();
  private ObjectEntry newestList;
  private long sequence;
  private byte[] catalog = new byte[0];

  /** What can be set freely before the next step. */
  public Duration signatureValidity = Duration.ofDays(90);

  public Duration catalogValidity = Duration.ofDays(30);
  public String name = "primary";
  public long epoch = 1;
  public Optional<AnchorsEntry> anchorsEntry = Optional.empty();

  /** Links of the chain of trust anchors, by number. */
  public final Map<Long, byte[]> links = new ConcurrentHashMap<>();

  public long listNumber;
  public Optional<Duration> listValidity = Optional.empty();

  /** Has each catalog's list revoke the catalog's own signer. */
  public boolean revokesCatalogSigner;

  /** Lists that the catalogs name beside the source's own. */
  public List<ObjectEntry> otherLists = List.of();

  public Runnable whenAsked = () -> {};
  public boolean unreachable;

  /** What other hosts say about the time; see {@link #clocks}. */
  public Map<String, Duration> hosts = Map.of();

  public int clocksAsked;
  public Optional<String> build = Optional.of("26.0.0-100");

  public UpstreamSimulator(SigningAuthority authority, Clock clock) {
    this.authority = authority;
    this.clock = clock;
  }

  public TrustAnchors anchors() {
    return authority.anchors();
  }

  /** Signs with another authority from now on. */
  public void signWith(SigningAuthority other) {
    authority = other;
  }

  /** Offers a version with a first signature file. */
  public CatalogEntry offer(String id, String version, byte[] content) {
    return offer(id, version, keep(content), content.length);
  }

  /** The same of content that somebody else keeps. */
  public CatalogEntry offer(String id, String version, Sha256 digest, long size) {
    ComponentId componentId = new ComponentId(id);
    CatalogEntry entry =
        new CatalogEntry(
            componentId,
            ComponentKind.PATTERN,
            Platform.ANY,
            new ComponentVersion(version),
            size,
            digest,
            new SignatureEntry(digest, 1, 1, clock.instant(), clock.instant()));
    offered.put(componentId, sign(entry, 1));
    return offered.get(componentId);
  }

  /** Renews the signature file alone. */
  public CatalogEntry renew(String id) {
    CatalogEntry entry = entry(id);
    CatalogEntry renewed = sign(entry, entry.signature().serial() + 1);
    offered.put(entry.id(), renewed);
    return renewed;
  }

  public void withdraw(String id) {
    offered.remove(new ComponentId(id));
  }

  /** Puts anything in the place of a component, for lies that are signed. */
  public void claim(CatalogEntry entry) {
    offered.put(entry.id(), entry);
  }

  public CatalogEntry entry(String id) {
    return offered.get(new ComponentId(id));
  }

  private CatalogEntry sign(CatalogEntry entry, long serial) {
    SignedFile file =
        authority
            .signComponent(
                authority.issue(SigningPurpose.COMPONENT, signatureValidity, clock.instant()),
                new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
                clock.instant())
            .toOptional()
            .orElseThrow();
    keep(file.bytes());
    return entry.withSignature(
        new SignatureEntry(
            file.sha256(),
            file.bytes().length,
            serial,
            file.facts().signingTime(),
            file.facts().expires()));
  }

  /** Publishes what is offered under the next sequence; gives the signed catalog. */
  public byte[] publish() {
    return publishAs(sequence + 1);
  }

  public byte[] publishAs(long number) {
    sequence = number;
    catalog = signCatalog(number);
    return catalog;
  }

  private byte[] signCatalog(long number) {
    IssuedSigner signer =
        authority.issue(SigningPurpose.CATALOG, catalogValidity.plusDays(1), clock.instant());
    if (revokesCatalogSigner) {
      revoke(signer.certificate().getSerialNumber());
    }
    Catalog content =
        new Catalog(
            name,
            epoch,
            number,
            clock.instant(),
            clock.instant().plus(catalogValidity),
            List.copyOf(offered.values()),
            lists(),
            anchorsEntry);
    return authority
        .signCatalog(signer, content, clock.instant())
        .toOptional()
        .orElseThrow()
        .bytes();
  }

  // Numbers go on in a new epoch, as those of a real source.
  private List<ObjectEntry> lists() {
    Instant now = clock.instant();
    byte[] list =
        authority.revocationList(
            List.copyOf(revoked),
            BigInteger.valueOf(++listNumber),
            now,
            now.plus(listValidity.orElse(catalogValidity.plusDays(1))));
    newestList = new ObjectEntry(keep(list), list.length);
    List<ObjectEntry> all = new ArrayList<>(otherLists);
    all.add(newestList);
    return all;
  }

  /** The source's own list of the newest catalog. */
  public ObjectEntry newestList() {
    return newestList;
  }

  /** Revokes what a signature file was signed with; the next catalog says so. */
  public void revoke(CatalogEntry entry) {
    revoke(signer(entry));
  }

  private void revoke(BigInteger serialNumber) {
    revoked.add(
        new RevokedCertificate(
            authority.issuer(), serialNumber, clock.instant(), RevocationReason.KEY_COMPROMISE));
  }

  private BigInteger signer(CatalogEntry entry) {
    return new SignatureJudge()
        .judge(
            bytes(entry.signature().sha256()),
            new ExpectedSignature(entry.id(), entry.version(), entry.sha256()),
            new JudgeContext(anchors(), clock.instant()))
        .toOptional()
        .map(facts -> new BigInteger(facts.signer().serialNumber(), 16))
        .orElseThrow();
  }

  /** Hands out these bytes as the catalog from now on. */
  public void serveCatalog(byte[] bytes) {
    catalog = bytes;
  }

  /** Answers "not here" for an object. */
  public void withhold(Sha256 digest) {
    withheld.add(digest);
  }

  public void release(Sha256 digest) {
    withheld.remove(digest);
  }

  /** Gives other bytes for an object. */
  public void corrupt(Sha256 digest, byte[] bytes) {
    objects.put(digest, bytes);
  }

  /** Breaks off each transfer of an object after so many bytes. */
  public void cut(Sha256 digest, int after) {
    cutAfter.put(digest, after);
  }

  public void heal(Sha256 digest) {
    cutAfter.remove(digest);
  }

  public Sha256 keep(byte[] bytes) {
    Sha256 digest = Sha256.of(bytes);
    objects.put(digest, bytes.clone());
    return digest;
  }

  public byte[] bytes(Sha256 digest) {
    return objects.get(digest).clone();
  }

  /** Content bytes handed out so far. */
  public long contentBytes() {
    return contentBytes.get();
  }

  public long requests() {
    return requests.get();
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    requests.incrementAndGet();
    whenAsked.run();
    if (unreachable) {
      return new CatalogAnswer.Failed(
          StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Nobody answers."));
    }
    String own = '"' + Sha256.of(catalog).hex() + '"';
    return etag.filter(own::equals).isPresent()
        ? new CatalogAnswer.NotModified()
        : new CatalogAnswer.Fetched(catalog.clone(), Optional.of(own));
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    requests.incrementAndGet();
    if (unreachable) {
      return new BytesAnswer.Failed(
          StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Nobody answers."));
    }
    if (withheld.contains(digest) || !objects.containsKey(digest)) {
      return new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not here."));
    }
    return new BytesAnswer.Fetched(objects.get(digest).clone(), OptionalLong.empty());
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    requests.incrementAndGet();
    CatalogEntry entry = offered.get(id);
    return unreachable || entry == null || withheld.contains(entry.signature().sha256())
        ? new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not here."))
        : new BytesAnswer.Fetched(
            objects.get(entry.signature().sha256()).clone(),
            OptionalLong.of(entry.signature().serial()));
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    requests.incrementAndGet();
    return links.containsKey(number)
        ? new BytesAnswer.Fetched(links.get(number).clone(), OptionalLong.empty())
        : new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not here."));
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    requests.incrementAndGet();
    byte[] bytes = objects.get(into.expected());
    if (unreachable || bytes == null || withheld.contains(into.expected())) {
      return new ObjectAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not here."), 0);
    }
    int from = (int) Math.min(into.length(), bytes.length);
    int most = cutAfter.getOrDefault(into.expected(), Integer.MAX_VALUE);
    int count = Math.min(bytes.length - from, most);
    try {
      for (int at = 0; at < count; at += 1000) {
        into.append(bytes, from + at, Math.min(1000, count - at));
      }
    } catch (TooLargeException e) {
      return new ObjectAnswer.Failed(StatusCode.TOO_LARGE, Sentence.asIs(e.getMessage()), count);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    contentBytes.addAndGet(count);
    return new ObjectAnswer.Delivered(count);
  }

  @Override
  public Optional<String> relayBuild() {
    return build;
  }

  @Override
  public Optional<String> address() {
    return Optional.of("http://upstream.test/api/v1");
  }

  @Override
  public List<ClockSighting> clocks(Instant local) {
    clocksAsked++;
    return hosts.entrySet().stream()
        .map(host -> new ClockSighting(host.getKey(), local.plus(host.getValue()), local))
        .toList();
  }

  public List<CatalogEntry> entries() {
    return List.copyOf(offered.values());
  }
}
