package io.freshseal.api.waiting;

import io.freshseal.api.http.EntityTag;
import io.freshseal.api.http.Preconditions;
import io.freshseal.api.serving.DownloadPlaces;
import io.freshseal.api.serving.Shelf;
import io.freshseal.vault.entity.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Where one waits for the catalog of one base address. */
final class WaitingPlace {

  private static final String NONE = "";
  private static final String SIGNED_CATALOG = "application/pkcs7-mime";
  private static final String BUILD = DownloadPlaces.RELAY_BUILD;
  private static final int NOT_MODIFIED = 304;
  private static final String LATER = "60";

  private final Shelf shelf;
  private final Supplier<Optional<String>> build;
  private final Doorkeeper door;

  /**
   * Makes a place without anybody.
   *
   * @param threads make the one that it needs
   * @param build the relay's, for its answers; empty for a source
   */
  WaitingPlace(ThreadFactory threads, Shelf shelf, Supplier<Optional<String>> build) {
    this.shelf = shelf;
    this.build = build;
    this.door = new Doorkeeper(threads, this::tag, new Random(), System::nanoTime);
    shelf.whenSwitched(door::changed);
  }

  Doorkeeper door() {
    return door;
  }

  private Optional<Snapshot> offered() {
    return shelf.active() ? shelf.snapshot() : Optional.empty();
  }

  private String tag() {
    return offered().map(snapshot -> snapshot.catalogDigest().hex()).orElse(NONE);
  }

  /**
   * Lets a request wait, or answers it where no more may.
   *
   * @return false if it is none that waits, and nothing was done
   */
  boolean take(HttpServletRequest request, HttpServletResponse response, int most) {
    OptionalInt wait = PreferHeader.wait(Collections.list(request.getHeaders(PreferHeader.NAME)));
    if (!"HEAD".equals(request.getMethod()) || wait.orElse(0) < 1 || !shelf.active()) {
      return false;
    }
    String tag = tag();
    if (!isKnown(request, tag) || !wantsSigned(request)) {
      return false;
    }
    boolean relay = DownloadPlaces.isRelay(request.getHeader(BUILD));
    if (!door.hasRoom(relay, most)) {
      response.setHeader("Retry-After", LATER);
      describe(tag, response);
      return true;
    }
    HttpWaiter waiter =
        new HttpWaiter(this, tag, relay, Math.min(wait.getAsInt(), WaitingRoom.MAX_SECONDS));
    waiter.of(request.startAsync());
    if (!door.enter(waiter, most)) {
      waiter.answer(true);
    }
    return true;
  }

  // Whoever has none waits where there is none.
  private static boolean isKnown(HttpServletRequest request, String tag) {
    String header = String.join(", ", Collections.list(request.getHeaders("If-None-Match")));
    return tag.isEmpty()
        ? header.isEmpty()
        : !header.isEmpty()
            && new Preconditions(Optional.empty(), Optional.of(header)).judge(new EntityTag(tag))
                == Preconditions.Outcome.NOT_MODIFIED;
  }

  // The JSON of the catalog has a tag of its own; whoever asks for that does not wait.
  private static boolean wantsSigned(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept == null || accept.contains("*/*") || accept.contains(SIGNED_CATALOG);
  }

  /** Writes status and headers of an answer to whoever has this catalog. */
  void describe(String known, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept, Prefer");
    build.get().ifPresent(name -> response.setHeader(BUILD, name));
    Optional<Snapshot> now = offered();
    if (now.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String tag = now.get().catalogDigest().hex();
    response.setHeader("ETag", new EntityTag(tag).header());
    if (tag.equals(known)) {
      response.setStatus(NOT_MODIFIED);
    } else {
      response.setStatus(HttpServletResponse.SC_OK);
      response.setContentType(SIGNED_CATALOG);
      response.setContentLengthLong(now.get().catalogSize());
    }
  }
}
