package io.freshseal.replication.control;

import io.freshseal.replication.control.http.AnswerCheck;
import io.freshseal.replication.control.http.Attempts;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.HttpAnswer;
import io.freshseal.replication.control.http.HttpCaller;
import io.freshseal.replication.control.http.HttpFault;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.entity.ClockSighting;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A relay or source reached over HTTP, by the wire format of version 1. Every answer is bounded by
 * {@link TransferLimits}; redirects are never followed. Thread-safe.
 */
public final class HttpUpdateSource implements UpdateSource {

  private static final String SIGNATURE_TYPE = "application/pkcs7-signature";
  private static final String LINK_TYPE = "application/json";
  private static final String ANY_TYPE = "application/octet-stream";
  private static final String RELAY_BUILD = "Freshseal-Relay-Build";

  private final BaseUrl base;
  private final Optional<HttpProxy> proxy;
  private final TransferLimits limits;
  private final HttpCaller caller;
  private final ClockPeers peers;
  private final Supplier<Optional<String>> ownBuild;
  private final Attempts attempts;
  private final AtomicReference<Optional<String>> relayBuild =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Seen>> date = new AtomicReference<>(Optional.empty());

  /** A Date header, and when it came by the machine's own stopwatch. */
  private record Seen(Instant time, long nanos) {}

  /** A source that is asked directly and knows no other clock than its own. */
  public HttpUpdateSource(BaseUrl base, TransferLimits limits) {
    this(Route.direct(base), limits, new ClockPeers(List.of(), limits), Optional::empty);
  }

  /**
   * Makes a source.
   *
   * @param peers whom to ask for the time beside this source
   * @param ownBuild told with each request if it is a relay that asks, for which a source keeps
   *     places; empty for an agent
   */
  public HttpUpdateSource(
      Route route, TransferLimits limits, ClockPeers peers, Supplier<Optional<String>> ownBuild) {
    this.ownBuild = ownBuild;
    this.base = route.base();
    this.proxy = route.proxy();
    this.peers = peers;
    this.limits = limits;
    this.caller = new HttpCaller(route, limits);
    this.attempts = new Attempts(limits);
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return fetchCatalog(etag, Optional.empty());
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag, Optional<HeldContent> base) {
    HttpCatalogTransfer transfer =
        new HttpCatalogTransfer(headers -> get("catalog", headers), etag, base);
    try {
      return attempts.run(() -> transfer.attempt(mostCatalogBytes()));
    } catch (HttpFault e) {
      return new CatalogAnswer.Failed(e.code(), detail("catalog", e));
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  private int mostCatalogBytes() {
    return Math.min(limits.maxCatalogBytes(), CatalogJudge.mostBytes());
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return bytes(
        objectPath(digest),
        answer -> {
          AnswerCheck.requireBinary(answer);
          AnswerCheck.requireLength(answer, size);
          byte[] bytes = AnswerCheck.readAll(answer, bound(size));
          if (bytes.length != size) {
            throw HttpFault.lasting(
                StatusCode.SOURCE_BAD_ANSWER, TransferSentence.ENDS_EARLY, bytes.length, size);
          }
          return bytes;
        });
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return bytes(
        "components/" + id + "/" + version.text() + "/signature",
        answer -> {
          AnswerCheck.requireType(answer, SIGNATURE_TYPE);
          return AnswerCheck.readAll(answer, bound(maxBytes));
        });
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return bytes(
        "anchors/" + number,
        answer -> {
          String type = answer.mediaType().orElse(ANY_TYPE);
          if (!type.equals(LINK_TYPE)) {
            throw HttpFault.lasting(
                StatusCode.SOURCE_BAD_ANSWER, TransferSentence.OTHER_TYPE, type, LINK_TYPE);
          }
          return AnswerCheck.readAll(answer, bound(maxBytes));
        });
  }

  /** Takes a small body out of an answer of status 200. */
  @FunctionalInterface
  private interface Reader {
    byte[] read(HttpAnswer answer) throws HttpFault;
  }

  private BytesAnswer bytes(String path, Reader reader) {
    try {
      return attempts.run(
          () -> {
            try (HttpAnswer answer = get(path, Map.of("Accept", "*/*"))) {
              AnswerCheck.requireStatus(answer, 200);
              return new BytesAnswer.Fetched(reader.read(answer), serial(answer));
            }
          });
    } catch (HttpFault e) {
      return new BytesAnswer.Failed(e.code(), detail(path, e));
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  @Override
  public SeriesAnswer fetchSignatures(SeriesRequest wanted, SeriesTaker taker)
      throws StorageException {
    HttpSeriesTransfer transfer =
        new HttpSeriesTransfer(path -> get(path, Map.of("Accept", "*/*")), wanted, taker);
    Optional<BytesAnswer.Failed> failure = Optional.empty();
    try {
      transfer.run(attempts);
    } catch (HttpFault e) {
      failure = Optional.of(new BytesAnswer.Failed(e.code(), detail("catalog", e)));
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw unexpected(e);
    }
    return new SeriesAnswer(transfer.requests(), transfer.received(), failure);
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    return fetchObject(into, Optional.empty());
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into, Optional<HeldContent> base)
      throws StorageException {
    String path = objectPath(into.expected());
    HttpObjectTransfer transfer = new HttpObjectTransfer(headers -> get(path, headers), into, base);
    try {
      return attempts.runPatiently(transfer::attempt);
    } catch (HttpFault e) {
      return new ObjectAnswer.Failed(e.code(), detail(path, e), transfer.received());
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  @Override
  public Optional<String> relayBuild() {
    return relayBuild.get();
  }

  @Override
  public Optional<String> address() {
    return Optional.of(base.toString());
  }

  @Override
  public List<ClockSighting> clocks(Instant local) {
    String host = ClockPeers.name(base);
    return Stream.concat(
            date.get().stream()
                .map(seen -> new ClockSighting(host, seen.time(), local.minusNanos(age(seen)))),
            peers.ask(local).stream())
        .toList();
  }

  private static long age(Seen seen) {
    return System.nanoTime() - seen.nanos();
  }

  /** The address of the source. */
  public BaseUrl base() {
    return base;
  }

  /**
   * What time it was at the source at its latest answer. Nobody vouches for it: good enough to hint
   * at a wrong local clock, never to judge by.
   */
  public Optional<Instant> date() {
    return date.get().map(Seen::time);
  }

  private HttpAnswer get(String path, Map<String, String> headers) throws HttpFault {
    HttpAnswer answer = caller.get(base.resolve(path), introduced(headers));
    answer.header(RELAY_BUILD).ifPresent(b -> relayBuild.set(Optional.of(b)));
    ClockPeers.date(answer)
        .ifPresent(time -> date.set(Optional.of(new Seen(time, System.nanoTime()))));
    return answer;
  }

  private Map<String, String> introduced(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    ownBuild.get().ifPresent(own -> all.put(RELAY_BUILD, own));
    return all;
  }

  private static OptionalLong serial(HttpAnswer answer) {
    String text = answer.header("Freshseal-Signature-Serial").orElse("");
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static String objectPath(Sha256 digest) {
    return "objects/" + digest;
  }

  private static int bound(long bytes) {
    return (int) Math.min(bytes, Integer.MAX_VALUE - 16);
  }

  private Sentence detail(String path, HttpFault fault) {
    return Sentence.of(TransferSentence.FROM_ADDRESS, base + "/" + path, byWhom(fault));
  }

  // Whatever is wrong, it may be the proxy that says so in the name of the source.
  private Sentence byWhom(HttpFault fault) {
    return proxy
        .map(by -> Sentence.of(TransferSentence.BY_PROXY, by.name(), fault.sentence()))
        .orElseGet(fault::sentence);
  }

  private static IllegalStateException unexpected(IOException e) {
    return new IllegalStateException("only the source or the store can fail here", e);
  }
}
