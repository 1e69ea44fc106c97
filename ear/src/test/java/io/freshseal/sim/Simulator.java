package io.freshseal.sim;

import io.freshseal.member.control.EnrolmentJson;
import io.freshseal.member.control.HeartbeatAnswerJson;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Many computers that call one manager, some at a time, by two threads. What goes wrong with a call
 * is counted and tried again in the next round, as a computer does.
 *
 * <p>As a program: {@code Simulator URL SECRET COUNT ROUNDS} lets computers join and call.
 */
public final class Simulator implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // What different computers hold differs little: that many lists for all of them.
  private static final int LISTS = 20;
  private static final int FILES = 30;

  private final URI base;
  private final int atATime;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .executor(threads)
          .build();
  private final List<SimulatedComputer> computers;
  private final AtomicInteger answered = new AtomicInteger();

  /**
   * A fleet that nobody knows yet.
   *
   * @param base the manager's address, with a slash at its end
   * @param atATime calls that are under way at the same time
   */
  public Simulator(URI base, String prefix, int count, int atATime) {
    this.base = base;
    this.atATime = atATime;
    this.computers =
        IntStream.range(0, count)
            .mapToObj(i -> new SimulatedComputer(prefix + "-" + i, holdings(i % LISTS)))
            .toList();
  }

  private static Holdings holdings(int list) {
    return new Holdings(IntStream.range(0, FILES).mapToObj(i -> file(list, i)).toList());
  }

  private static HeldFile file(int list, int index) {
    return new HeldFile(
        new ComponentId("pattern-" + index),
        ComponentVersion.parse("1." + list).orElseThrow(),
        list + 1L,
        Sha256.of((list + "/" + index).getBytes(StandardCharsets.US_ASCII)),
        Instant.parse("2040-01-01T00:00:00Z"),
        ChainPlace.SIGNER,
        StatusCode.OK);
  }

  /** Lets so many join that have not. */
  public Round join(String secret, int count) {
    List<SimulatedComputer> strangers =
        computers.stream().filter(computer -> computer.enrolment().isEmpty()).limit(count).toList();
    return each(
        strangers,
        computer ->
            post("api/v1/computers", secret)
                .POST(
                    body(EnrolmentJson.write(new JoinRequest(computer.facts(), Optional.empty())))),
        (computer, bytes) -> computer.joined(EnrolmentJson.readAnswer(bytes)));
  }

  private List<SimulatedComputer> members() {
    return computers.stream().filter(computer -> computer.enrolment().isPresent()).toList();
  }

  /** Lets something happen at each that has joined, so that there is something to tell. */
  public void happen() {
    members().forEach(computer -> computer.happen(Instant.now()));
  }

  /** One heartbeat of each that has joined. */
  public Round heartbeats() {
    return heartbeats(members());
  }

  /** So many heartbeats, of one after the other and from the beginning again. */
  public Round heartbeats(int count) {
    List<SimulatedComputer> members = members();
    List<SimulatedComputer> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Far apart in the list, so that none has two under way at the same time.
      some.add(members.get(i % members.size()));
    }
    return heartbeats(some);
  }

  /** One heartbeat of each that has something left to tell. */
  public Round rest() {
    return heartbeats(members().stream().filter(computer -> !computer.hasToldAll()).toList());
  }

  private Round heartbeats(List<SimulatedComputer> some) {
    return each(
        some,
        computer -> {
          Enrolment known = computer.enrolment().orElseThrow();
          return post("api/v1/computers/" + known.id() + "/heartbeat", known.key())
              .POST(body(computer.heartbeat(Instant.now())));
        },
        (computer, bytes) -> computer.hear(HeartbeatAnswerJson.read(bytes), Instant.now()));
  }

  /** Whether the manager knows everything that there is to tell. */
  public boolean hasToldAll() {
    return computers.stream().allMatch(SimulatedComputer::hasToldAll);
  }

  /** How many events all of them have made. */
  public int made() {
    return computers.stream().mapToInt(SimulatedComputer::made).sum();
  }

  /** The ids of all orders that were carried out, by all computers. */
  public List<UUID> carriedOut() {
    return computers.stream().flatMap(computer -> computer.orders().stream()).toList();
  }

  /** How often an order came again after its outcome had been confirmed. */
  public int orderedAgain() {
    return computers.stream().mapToInt(SimulatedComputer::orderedAgain).sum();
  }

  /** How many calls were answered so far, in all rounds. */
  public int answered() {
    return answered.get();
  }

  /** The ids of those that have joined. */
  public List<UUID> ids() {
    return members().stream().map(computer -> computer.enrolment().orElseThrow().id()).toList();
  }

  private HttpRequest.Builder post(String path, String token) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.BodyPublisher body(byte[] bytes) {
    return BodyPublishers.ofByteArray(bytes);
  }

  /** What a computer does with an answer. */
  private interface Listener {
    void hear(SimulatedComputer computer, byte[] answer) throws MalformedJsonException;
  }

  private Round each(
      List<SimulatedComputer> some,
      Function<SimulatedComputer, HttpRequest.Builder> request,
      Listener listener) {
    Semaphore free = new Semaphore(atATime);
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    AtomicInteger failed = new AtomicInteger();
    long begin = System.nanoTime();
    for (SimulatedComputer computer : some) {
      free.acquireUninterruptibly();
      long start = System.nanoTime();
      client
          .sendAsync(request.apply(computer).build(), BodyHandlers.ofByteArray())
          .thenAccept(answer -> heard(computer, answer, listener))
          .whenComplete(
              (nothing, problem) -> {
                if (problem == null) {
                  nanos.add(System.nanoTime() - start);
                  answered.incrementAndGet();
                } else {
                  failed.incrementAndGet();
                }
                free.release();
              });
    }
    free.acquireUninterruptibly(atATime);
    long passed = System.nanoTime() - begin;
    return new Round(
        new ArrayList<>(nanos).stream().mapToLong(Long::longValue).toArray(), failed.get(), passed);
  }

  private static void heard(
      SimulatedComputer computer, HttpResponse<byte[]> answer, Listener listener) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    try {
      listener.hear(computer, answer.body());
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Joins and calls, and prints what each round took. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[2]);
    try (Simulator fleet = new Simulator(URI.create(arguments[0]), "sim", count, 16)) {
      System.out.println("joining: " + fleet.join(arguments[1], count));
      for (int round = Integer.parseInt(arguments[3]); round > 0; round--) {
        fleet.happen();
        System.out.println("heartbeats: " + fleet.heartbeats());
      }
    }
  }
}
