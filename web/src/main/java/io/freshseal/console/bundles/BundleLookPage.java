package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.BundleDesk;
import io.freshseal.bundle.boundary.BundleUploadDesk;
import io.freshseal.bundle.control.BundleLook;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleReport.Change;
import io.freshseal.bundle.entity.BundleReport.Contents;
import io.freshseal.bundle.entity.BundleReport.Missing;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.console.frame.Notices;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A bundle that was sent: what is in it, what would change here, and taking it in. */
@Named
@RequestScoped
public class BundleLookPage {

  private static final int MOST_MISSING = 100;
  private static final Duration WAIT = Duration.ofSeconds(2);

  private final BundleUploadDesk uploads;
  private final BundleDesk bundles;
  private final RelayDesk relay;
  private final SeenBundle seen;
  private final Notices notices;
  private Outcome<BundleLook> looked;

  /** For the container's proxy. */
  protected BundleLookPage() {
    this(null, null, null, null, null);
  }

  @Inject
  public BundleLookPage(
      BundleUploadDesk uploads,
      BundleDesk bundles,
      RelayDesk relay,
      SeenBundle seen,
      Notices notices) {
    this.uploads = uploads;
    this.bundles = bundles;
    this.relay = relay;
    this.seen = seen;
    this.notices = notices;
  }

  /** Looks at it, before the page is shown; a large one goes on while the page is looked at. */
  public void look() throws InterruptedException {
    if (looked() instanceof Outcome.Done<BundleLook> begun) {
      begun.value().await(WAIT);
    }
    seen.found(
        found().flatMap(each -> each.fold(r -> Optional.of(r.code()), no -> Optional.empty())));
  }

  // What was found a moment ago is there at once: a table is asked for its next rows before the
  // page is shown anew.
  private Outcome<BundleLook> looked() {
    if (looked == null) {
      looked =
          id().filter(id -> relay.active())
              .map(uploads::look)
              .orElseGet(
                  () -> Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD));
    }
    return looked;
  }

  private Optional<Outcome<BundleReport>> found() {
    return looked()
        .fold(
            begun -> begun.found().map(found -> found.fold(bundles::dated, no -> no)),
            no -> Optional.of(new Outcome.Refused<>(no.code(), no.sentence())));
  }

  /** Whether it is still being read. */
  public boolean isReading() {
    return found().isEmpty();
  }

  /** How many bytes of it were read. */
  public long getRead() {
    return looked().fold(BundleLook::read, no -> 0L);
  }

  /** How many bytes it has; 0 if it is gone. */
  public long getLength() throws StorageException {
    Optional<UUID> id = id();
    return id.isPresent() ? uploads.find(id.get()).map(BundleUpload::length).orElse(0L) : 0;
  }

  /** What was found; null if there is no such bundle, or it is being read. */
  public BundleReport getReport() {
    return found()
        .flatMap(f -> f.fold(Optional::of, no -> Optional.<BundleReport>empty()))
        .orElse(null);
  }

  /** Why there is nothing to see; null if there is. */
  public Outcome.Refused<BundleReport> getRefusal() {
    return found().orElse(null) instanceof Outcome.Refused<BundleReport> no ? no : null;
  }

  /** What is in it; null if its form or its catalog is refused. */
  public Contents getContents() {
    BundleReport report = getReport();
    return report == null ? null : report.contents().orElse(null);
  }

  /** The first of what is missing. */
  public List<Missing> getMissing() {
    Contents contents = getContents();
    return contents == null ? List.of() : contents.missing().stream().limit(MOST_MISSING).toList();
  }

  /** Whether this relay skips what is renewed, and something is. */
  public boolean isSkipping() {
    Contents contents = getContents();
    return contents != null
        && !relay.state().refreshesSignatures()
        && contents.lines().stream().anyMatch(line -> line.change() == Change.SIGNATURE);
  }

  /** How many components would change here. */
  public long getChanges() {
    Contents contents = getContents();
    return contents == null
        ? 0
        : contents.lines().stream().filter(line -> line.change() != Change.NONE).count();
  }

  /** Has the relay take it in, and follows that run. */
  public String take() throws IOException {
    return id().map(this::taken).orElse(null);
  }

  private String taken(UUID id) {
    try {
      return uploads
          .take(id)
          .fold(run -> "/console/relay?faces-redirect=true&run=" + run, this::refused);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets it. */
  public String discard() {
    return id().map(
            one ->
                uploads
                    .delete(one)
                    .fold(
                        gone -> {
                          notices.done("bundle.discarded");
                          return "/console/bundles?faces-redirect=true";
                        },
                        this::refused))
        .orElse(null);
  }

  private String refused(Outcome.Refused<?> no) {
    notices.refused(no.code(), no.sentence());
    return null;
  }

  private Optional<UUID> id() {
    return Optional.ofNullable(seen.getUpload()).flatMap(JsonFields::parseUuid);
  }
}
