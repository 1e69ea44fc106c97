package io.freshseal.shelf.control;

import io.freshseal.delta.control.DeltaEncoder;
import io.freshseal.delta.control.DeltaInput;
import io.freshseal.delta.control.WholeEncoder;
import io.freshseal.delta.control.WholeInput;
import io.freshseal.delta.control.Zstandard;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Makes deltas, and wholes as {@code zstd}, one at a time, in the background. Each is undone again
 * before it is ready; one that is not much shorter than what it makes is not kept, and not tried
 * again. Where the platform has no native code there are none, and everything is served whole. Safe
 * for threads.
 */
public final class DeltaWorkshop {

  private static final System.Logger LOG = System.getLogger(DeltaWorkshop.class.getName());

  // Of what it makes; a delta, or a whole as zstd, is worth its keep up to here.
  private static final int MOST_PERCENT = 60;
  private static final int MOST_PERCENT_OF_WHOLE = 90;
  private static final int BUFFER_BYTES = 128 * 1024;

  private final DeltaFolder folder;
  private final Function<Sha256, Optional<Path>> objects;
  private final Executor executor;
  private final Object planning = new Object();
  private final Set<DeltaChange> waiting = new LinkedHashSet<>();
  private final Set<DeltaChange> useless = new HashSet<>();
  private final Map<DeltaChange, Long> lengths = new HashMap<>();
  private DeltaChange current;
  private boolean working;
  private Optional<DeltaEncoder> encoder = Optional.empty();
  private boolean impossible = !Zstandard.AT_HAND;

  /**
   * Makes a workshop.
   *
   * @param objects finds the file of an object
   * @param executor lends one thread, for as long as there is work
   */
  public DeltaWorkshop(
      DeltaFolder folder, Function<Sha256, Optional<Path>> objects, Executor executor) {
    this.folder = folder;
    this.objects = objects;
    this.executor = executor;
  }

  /**
   * Makes ready what is missing of these, in this order, what was ready before this process first,
   * and deletes whatever else is ready. Takes as long as the disk does; nobody else waits for that.
   *
   * @param changes those that lead to what is served now
   */
  public void plan(Collection<DeltaChange> changes) {
    Set<DeltaChange> wanted = new LinkedHashSet<>(changes);
    boolean idle;
    synchronized (planning) {
      forgetAllBut(wanted);
      folder.keep(wanted);
      idle = enqueue(wanted.stream().filter(change -> !folder.has(change)).toList());
    }
    if (idle) {
      begin();
    }
  }

  private void begin() {
    boolean begun = false;
    try {
      executor.execute(this::work);
      begun = true;
    } finally {
      if (!begun) {
        idle();
      }
    }
  }

  private synchronized void forgetAllBut(Set<DeltaChange> wanted) {
    waiting.retainAll(wanted);
    useless.retainAll(wanted);
    lengths.keySet().retainAll(wanted);
  }

  // Whether there is work that nobody does yet.
  private synchronized boolean enqueue(List<DeltaChange> missing) {
    waiting.clear();
    if (impossible) {
      return false;
    }
    missing.stream().filter(folder::hasFound).forEach(waiting::add);
    missing.stream().filter(change -> !useless.contains(change)).forEach(waiting::add);
    boolean idle = !working && !waiting.isEmpty();
    working |= idle;
    return idle;
  }

  private void work() {
    boolean ended = false;
    try {
      for (Optional<DeltaChange> next = next(); next.isPresent(); next = next()) {
        make(next.get());
      }
      ended = true;
    } finally {
      if (!ended) {
        idle();
      }
    }
  }

  private synchronized Optional<DeltaChange> next() {
    Optional<DeltaChange> next = waiting.stream().findFirst();
    next.ifPresent(waiting::remove);
    working = next.isPresent();
    current = next.orElse(null);
    return next;
  }

  private synchronized void idle() {
    working = false;
    current = null;
  }

  /** Whether it is not ready yet, but may be soon. */
  public synchronized boolean isComing(DeltaChange change) {
    return change.equals(current) || waiting.contains(change);
  }

  private void make(DeltaChange change) {
    Path draft = folder.draft();
    try {
      if (!folder.has(change)
          && !folder.confirms(change)
          && folder.hasPlaceFor(change, knownLength(change))
          && !made(change, draft)) {
        given(change);
      }
    } catch (IOException e) {
      // The disk's fault, most likely; the next plan tries again.
      LOG.log(Level.WARNING, "no delta to {0}: {1}", change.wanted().hex(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "no delta to " + change.wanted().hex(), e);
      given(change);
    } finally {
      DeltaFolder.delete(draft);
    }
  }

  // What found no place is made again only when there is one.
  private synchronized long knownLength(DeltaChange change) {
    return lengths.getOrDefault(change, 1L);
  }

  private synchronized void remember(Delta delta) {
    lengths.put(delta.change(), delta.length());
  }

  private synchronized void given(DeltaChange change) {
    useless.add(change);
    waiting.remove(change);
  }

  private boolean made(DeltaChange change, Path draft) throws IOException {
    Optional<Path> wanted = objects.apply(change.wanted());
    if (wanted.isEmpty()
        || !fits(wanted.get())
        || !(change.isWhole()
            ? madeWhole(change, wanted.get(), draft)
            : madeDelta(change, wanted.get(), draft))) {
      return false;
    }
    Delta delta = new Delta(change, FileDigest.of(draft), Files.size(draft));
    remember(delta);
    folder.add(draft, delta);
    return true;
  }

  private static boolean madeWhole(DeltaChange change, Path wanted, Path draft) throws IOException {
    if (!WholeEncoder.write(wanted, draft, MOST_PERCENT_OF_WHOLE)) {
      return false;
    }
    try (InputStream made =
        WholeInput.open(new BufferedInputStream(Files.newInputStream(draft), BUFFER_BYTES))) {
      return FileDigest.of(made).equals(change.wanted());
    }
  }

  private boolean madeDelta(DeltaChange change, Path wanted, Path draft) throws IOException {
    Optional<Path> held = objects.apply(change.held());
    if (held.isEmpty() || !fits(held.get())) {
      return false;
    }
    long most = Files.size(wanted) * MOST_PERCENT / 100;
    return encoder().write(held.get(), change.held(), wanted, draft, most)
        && Files.size(draft) <= most
        && undoes(draft, held.get(), change);
  }

  private static boolean fits(Path file) throws IOException {
    long size = Files.size(file);
    return size > 0 && size <= Integer.MAX_VALUE;
  }

  private DeltaEncoder encoder() throws IOException {
    if (encoder.isEmpty()) {
      try {
        encoder = Optional.of(DeltaEncoder.load());
      } catch (IOException e) {
        giveUp();
        throw e;
      }
    }
    return encoder.get();
  }

  private synchronized void giveUp() {
    impossible = true;
    waiting.clear();
  }

  private static boolean undoes(Path delta, Path held, DeltaChange change) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(delta), BUFFER_BYTES);
        InputStream made = DeltaInput.open(in, held, change.held())) {
      return FileDigest.of(made).equals(change.wanted());
    }
  }
}
