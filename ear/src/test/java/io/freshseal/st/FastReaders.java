package io.freshseal.st;

import io.freshseal.st.forge.Digests;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Readers without pause: the catalog if it is another one than before, then content and signature
 * file of one component of it, whose digests must be those of the catalog.
 */
final class FastReaders implements AutoCloseable {
  private static final String CATALOG = "/api/v1/catalog";

  private final Http http;
  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentMap<String, AtomicLong> statuses = new ConcurrentHashMap<>();
  private final Queue<String> mismatches = new ConcurrentLinkedQueue<>();
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final Set<String> catalogs = ConcurrentHashMap.newKeySet();
  private final AtomicLong pairs = new AtomicLong();
  private volatile boolean over;

  private FastReaders(Http http) {
    this.http = http;
  }

  /** Begins with so many, one thread each. */
  static FastReaders start(Http http, int count) {
    FastReaders readers = new FastReaders(http);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(readers::run, "fast reader " + i);
      thread.setDaemon(true);
      readers.threads.add(thread);
      thread.start();
    }
    return readers;
  }

  private void run() {
    String tag = "\"none\"";
    List<JsonObject> components = List.of();
    while (!over) {
      try {
        Answer answer = http.get(CATALOG, "Accept", "application/json", "If-None-Match", tag);
        count("catalog", answer);
        if (answer.status() == 200) {
          tag = answer.header("ETag");
          catalogs.add(tag);
          components = answer.json().getJsonArray("components").getValuesAs(JsonObject.class);
        }
        if (!components.isEmpty()) {
          pair(components.get(ThreadLocalRandom.current().nextInt(components.size())));
        }
      } catch (UncheckedIOException e) {
        broken.add(e.getCause().toString());
      } catch (RuntimeException e) {
        mismatches.add(e.toString());
      }
    }
  }

  private void pair(JsonObject component) {
    boolean whole =
        same(component.getString("sha256"))
            && same(component.getJsonObject("signature").getString("sha256"));
    if (whole) {
      pairs.incrementAndGet();
    }
  }

  private boolean same(String digest) {
    Answer answer = http.get("/api/v1/objects/" + digest);
    count("object", answer);
    if (answer.status() == 429) {
      LockSupport.parkNanos(
          Duration.ofSeconds(Long.parseLong(answer.header("Retry-After"))).toNanos());
      return false;
    }
    if (!Digests.sha256(answer.body()).equals(digest)) {
      mismatches.add(answer.toString());
      return false;
    }
    return true;
  }

  private void count(String what, Answer answer) {
    statuses.computeIfAbsent(what + " " + answer.status(), s -> new AtomicLong()).incrementAndGet();
  }

  /** Ends them. */
  void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() {
    over = true;
  }

  /** How they were answered, by what they asked for and status. */
  Map<String, AtomicLong> statuses() {
    return statuses;
  }

  /** Connections that broke. */
  Queue<String> broken() {
    return broken;
  }

  /** Answers that were not what the catalog names. */
  Queue<String> mismatches() {
    return mismatches;
  }

  /** How often there was another catalog than any before: all that they saw but the first. */
  int switches() {
    return Math.max(0, catalogs.size() - 1);
  }

  /** How many pairs of content and signature file were as the catalog says. */
  long pairs() {
    return pairs.get();
  }
}
