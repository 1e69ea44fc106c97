package io.freshseal.console.source;

import io.freshseal.api.serving.DirectReads;
import io.freshseal.api.serving.LaneCounts;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.console.frame.Notices;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.primefaces.event.FileUploadEvent;

/** The source: upload, publish, start an epoch, and what its catalog says. */
@Named
@RequestScoped
public class SourcePage {

  private final SourceDesk desk;
  private final SettingsDesk settings;
  private final DirectReads reads;
  private final Notices notices;
  private final PublishEndings endings;
  private final UploadForm form = new UploadForm();

  /** For the container's proxy. */
  protected SourcePage() {
    this(null, null, null, null, null);
  }

  @Inject
  public SourcePage(
      SourceDesk desk,
      SettingsDesk settings,
      DirectReads reads,
      Notices notices,
      PublishEndings endings) {
    this.desk = desk;
    this.settings = settings;
    this.reads = reads;
    this.notices = notices;
    this.endings = endings;
  }

  /** Whether this process is a source. */
  public boolean isActive() {
    return desk.active();
  }

  /** The catalog that is out; null before the first publish. */
  public Catalog getCatalog() {
    return desk.snapshot().map(Snapshot::catalog).orElse(null);
  }

  /** Plain reads that were answered without the container. */
  public LaneCounts.Figures getDirectReads() {
    return reads.source().figures();
  }

  /** What waits for the next publish. */
  public List<StagedComponent> getStaged() {
    return desk.staged();
  }

  /** How this source signs. */
  public SourceSettings.Validity getValidity() {
    return settings.current().source().validity();
  }

  /** The kinds to choose from. */
  public List<ComponentKind> getKinds() {
    return List.of(ComponentKind.values());
  }

  /** What is typed about a file to upload. */
  public UploadForm getForm() {
    return form;
  }

  /** Stages an uploaded file under what is typed beside it. */
  public void upload(FileUploadEvent event) throws IOException {
    // The widget tells of the file before the fields beside it have reached the model.
    if (!PhaseId.INVOKE_APPLICATION.equals(event.getPhaseId())) {
      event.setPhaseId(PhaseId.INVOKE_APPLICATION);
      event.queue();
      return;
    }
    Optional<String> problem = form.problem();
    if (problem.isPresent()) {
      notices.wrong(problem.get());
      return;
    }
    try (InputStream content = event.getFile().getInputStream()) {
      tell(desk.stage(form.request(), content));
    }
  }

  private void tell(StageOutcome outcome) {
    Runnable notice =
        outcome.fold(
            staged -> () -> notices.done("upload.staged", name(staged.component())),
            unchanged -> () -> notices.done("upload.unchanged", name(unchanged.component())),
            refused -> () -> notices.refused(refused.code(), refused.sentence()));
    notice.run();
  }

  private static String name(StagedComponent staged) {
    return staged.entry().id() + " " + staged.entry().version();
  }

  /** Puts out a new catalog with everything that is staged. */
  public String publish() {
    return endings.of(desk.publish(), "publish.nothing");
  }

  /** Starts the next epoch with everything that is offered. */
  public String startEpoch() {
    return endings.of(desk.startEpoch(EpochOrder.next()), "renew.nothing");
  }
}
