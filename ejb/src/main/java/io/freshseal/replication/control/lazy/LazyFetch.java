package io.freshseal.replication.control.lazy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.ContentOnRequest;
import io.freshseal.replication.control.HeldContent;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.replication.entity.ContentAnswer.Here;
import io.freshseal.replication.entity.ContentAnswer.Missing;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.settings.entity.LazySettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Fetches one content, once there is room for it. For several threads, each with its own. */
final class LazyFetch {

  /** When to ask again where nothing is known of how long it takes. */
  static final int SOON_SECONDS = 5;

  private static final System.Logger LOG = System.getLogger(LazyFetch.class.getName());
  private static final long RESERVE_BYTES = 32L << 20;

  private final Vault vault;
  private final LazyPorts ports;
  private final Clock clock;
  private final EvictionGate gate;
  private final HeldContents held;
  private final ContentDisk disk;
  private final ContentOnRequest contents;
  private final LongAdder fetched = new LongAdder();

  LazyFetch(
      Vault vault,
      LazyPorts ports,
      Clock clock,
      EvictionGate gate,
      HeldContents held,
      ContentDisk disk) {
    this.vault = vault;
    this.ports = ports;
    this.clock = clock;
    this.gate = gate;
    this.held = held;
    this.disk = disk;
    this.contents = new ContentOnRequest(vault);
  }

  /** How many were fetched so far. */
  long count() {
    return fetched.sum();
  }

  /** It is on its way. */
  static Missing coming(CatalogEntry entry, int seconds) {
    return new Missing(
        StatusCode.BUSY,
        Sentence.of(ReplicationSentence.CONTENT_COMING, name(entry), seconds),
        seconds);
  }

  private static String name(CatalogEntry entry) {
    return entry.id() + " " + entry.version();
  }

  /** Fetches one; ends with its file, or with what is in its way. */
  ContentAnswer fetch(CatalogEntry entry, Flight flight) {
    try {
      return fetchInRoom(entry, flight);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a content could not be fetched", e);
      return missing(entry, StatusCode.INTERNAL, Sentence.of(ReplicationSentence.RUN_BROKE_OFF));
    }
  }

  private ContentAnswer fetchInRoom(CatalogEntry entry, Flight flight) {
    Optional<Path> here = here(entry.sha256());
    if (here.isPresent()) {
      return new Here(here.get());
    }
    long most = mostBytes();
    if (entry.size() > most) {
      return new Missing(
          StatusCode.TOO_LARGE,
          Sentence.of(ReplicationSentence.CONTENT_TOO_LARGE, name(entry), entry.size(), most),
          Failures.seconds(StatusCode.TOO_LARGE));
    }
    Optional<HeldContent> base = contents.base(entry);
    return fetchBeside(base, entry, most, flight)
        // Better whole than not at all.
        .or(() -> base.flatMap(away -> fetchBeside(Optional.empty(), entry, most, flight)))
        .orElseGet(
            () ->
                new Missing(
                    StatusCode.BUSY,
                    Sentence.of(ReplicationSentence.CONTENTS_ALL_IN_USE, SOON_SECONDS),
                    SOON_SECONDS));
  }

  // Whoever came when the flight before this one had just landed, or while it was being dropped.
  private Optional<Path> here(Sha256 digest) {
    held.enter(List.of(digest));
    try {
      held.use(digest, clock.instant());
      return vault.objects().find(digest);
    } finally {
      held.leave(List.of(digest));
    }
  }

  // Empty if there is no room beside the base, or that is not here any more.
  private Optional<ContentAnswer> fetchBeside(
      Optional<HeldContent> base, CatalogEntry entry, long most, Flight flight) {
    List<Sha256> kept =
        Stream.concat(Stream.of(entry.sha256()), base.map(HeldContent::sha256).stream()).toList();
    held.enter(kept);
    try {
      boolean stays = base.stream().map(HeldContent::file).allMatch(Files::isRegularFile);
      return stays && reserve(entry.size(), most)
          ? Optional.of(fetchReserved(entry, base, flight))
          : Optional.empty();
    } finally {
      held.leave(kept);
    }
  }

  private boolean reserve(long size, long most) {
    Instant now = clock.instant();
    boolean fits =
        held.reserve(size, most)
            || gate.unlessClosed(() -> disk.reserveByDropping(size, most, now), false);
    if (fits) {
      makeRoomForReserved(size, now);
    }
    return fits;
  }

  private void makeRoomForReserved(long size, Instant now) {
    try {
      gate.unlessClosed(() -> makeRoomOnDisk(size, now), null);
    } catch (RuntimeException | Error e) {
      held.cancel(size);
      throw e;
    }
  }

  private Void makeRoomOnDisk(long size, Instant now) {
    try {
      if (ports.settings().onRequest()) {
        disk.dropAtLeast(size + RESERVE_BYTES - vault.objects().usableBytes(), now);
      }
    } catch (StorageException e) {
      // Whether there is room is asked again before anything is fetched.
      LOG.log(Level.DEBUG, "the room of the disk is unknown: {0}", e.getMessage());
    }
    return null;
  }

  private ContentAnswer fetchReserved(
      CatalogEntry entry, Optional<HeldContent> base, Flight flight) {
    boolean arrived = false;
    try {
      Optional<RunRefusal> refusal =
          ports
              .trust()
              .fold(
                  trust ->
                      contents.fetch(
                          entry, base, ports.source(), trust.value(), clock.instant(), flight),
                  no -> Optional.of(RunRefusal.ofRun(no.reason(), no.evidence())));
      if (refusal.isPresent()) {
        return refused(entry, refusal.get());
      }
      held.arrived(entry.sha256(), entry.size(), clock.instant());
      arrived = true;
      fetched.increment();
      return new Here(vault.objects().find(entry.sha256()).orElseThrow());
    } finally {
      if (!arrived) {
        held.cancel(entry.size());
      }
    }
  }

  private Missing refused(CatalogEntry entry, RunRefusal refusal) {
    if (refusal.code() == StatusCode.BUSY) {
      return coming(entry, SOON_SECONDS);
    }
    ports.refused(entry, refusal);
    return missing(entry, refusal.code(), refusal.evidence().sentence());
  }

  private static Missing missing(CatalogEntry entry, StatusCode code, Sentence why) {
    return new Missing(
        code,
        Sentence.of(ReplicationSentence.CONTENT_NOT_HAD, name(entry), why),
        Failures.seconds(code));
  }

  // A relay that becomes a full one holds all there is.
  private long mostBytes() {
    LazySettings settings = ports.settings();
    return settings.onRequest() ? settings.maxBytes().bytes() : Long.MAX_VALUE / 2;
  }
}
