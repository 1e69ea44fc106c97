package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.BundleUploadDesk;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleReport.Change;
import io.freshseal.bundle.entity.BundleReport.Contents;
import io.freshseal.bundle.entity.BundleReport.Missing;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.console.frame.Notices;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A bundle that was sent: what is in it, what would change here, and taking it in. */
@Named
@RequestScoped
public class BundleLookPage {

  private static final int MOST_MISSING = 100;

  private final BundleUploadDesk uploads;
  private final RelayDesk relay;
  private final SeenBundle seen;
  private final Notices notices;
  private Outcome<BundleReport> looked;

  /** For the container's proxy. */
  protected BundleLookPage() {
    this(null, null, null, null);
  }

  @Inject
  public BundleLookPage(
      BundleUploadDesk uploads, RelayDesk relay, SeenBundle seen, Notices notices) {
    this.uploads = uploads;
    this.relay = relay;
    this.seen = seen;
    this.notices = notices;
  }

  /** Looks at it, before the page is shown. */
  public void look() throws IOException {
    seen.found(looked().fold(BundleReport::code, no -> null));
  }

  /** What was found, looked at once in a request; null if there is no such bundle. */
  public BundleReport getReport() throws IOException {
    return looked().fold(report -> report, no -> null);
  }

  /** Why there is nothing to see; null if there is. */
  public Outcome.Refused<BundleReport> getRefusal() throws IOException {
    return looked() instanceof Outcome.Refused<BundleReport> no ? no : null;
  }

  private Outcome<BundleReport> looked() throws IOException {
    if (looked == null) {
      Optional<UUID> id = id();
      looked =
          id.isPresent() && relay.active()
              ? uploads.inspect(id.get())
              : Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD);
    }
    return looked;
  }

  /** What is in it; null if its form or its catalog is refused. */
  public Contents getContents() throws IOException {
    BundleReport report = getReport();
    return report == null ? null : report.contents().orElse(null);
  }

  /** The first of what is missing. */
  public List<Missing> getMissing() throws IOException {
    Contents contents = getContents();
    return contents == null ? List.of() : contents.missing().stream().limit(MOST_MISSING).toList();
  }

  /** Whether this relay skips what is renewed, and something is. */
  public boolean isSkipping() throws IOException {
    Contents contents = getContents();
    return contents != null
        && !relay.state().refreshesSignatures()
        && contents.lines().stream().anyMatch(line -> line.change() == Change.SIGNATURE);
  }

  /** How many components would change here. */
  public long getChanges() throws IOException {
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
