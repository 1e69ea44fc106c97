package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.BundleMakingDesk;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.bundle.entity.BundleOutlook;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleRequest;
import io.freshseal.console.frame.Notices;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.entity.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Update bundles: what one made now would be, making it, and those that are kept. */
@Named
@RequestScoped
public class BundlesPage {

  private static final String PAGE = "/console/bundles?faces-redirect=true";
  private static final String RELAY = "/console/relay?faces-redirect=true&run=";

  private final BundleMakingDesk making;
  private final RelayDesk relay;
  private final SourceDesk source;
  private final BundleAdvice advice;
  private final Notices notices;
  private final BundleForm form = new BundleForm();
  private List<BundleMaking> bundles;
  private BundleOutlook outlook;

  /** For the container's proxy. */
  protected BundlesPage() {
    this(null, null, null, null, null);
  }

  @Inject
  public BundlesPage(
      BundleMakingDesk making,
      RelayDesk relay,
      SourceDesk source,
      BundleAdvice advice,
      Notices notices) {
    this.making = making;
    this.relay = relay;
    this.source = source;
    this.advice = advice;
    this.notices = notices;
  }

  /** Whether bundles are made here. */
  public boolean isActive() {
    return making.active();
  }

  /** Whether bundles are taken in here. */
  public boolean isRelay() {
    return relay.active();
  }

  /** Those that are kept, the newest first; one state of things in a request. */
  public List<BundleMaking> getBundles() {
    if (bundles == null) {
      bundles = making.list();
    }
    return bundles;
  }

  /** Those that a smaller one can follow, by sequence. */
  public List<Long> getSequences() {
    return getBundles().stream()
        .filter(each -> each.state() == State.COMPLETED)
        .map(each -> each.facts().sequence())
        .distinct()
        .toList();
  }

  /** Whether one is being made. */
  public boolean isMaking() {
    return getBundles().stream().anyMatch(each -> each.state() == State.RUNNING);
  }

  /** What one made now would be; null unless it was asked for. */
  public BundleOutlook getOutlook() {
    return outlook;
  }

  /** What would be in it; null if none can be made, or nobody has asked. */
  public BundlePlan getPlan() {
    return outlook != null && outlook.plan() instanceof Outcome.Done<BundlePlan> done
        ? done.value()
        : null;
  }

  /** Why none can be made; null if one can, or nobody has asked. */
  public Outcome.Refused<BundlePlan> getRefusal() {
    return outlook != null && outlook.plan() instanceof Outcome.Refused<BundlePlan> no ? no : null;
  }

  /** Looks ahead; the page stays. */
  public String lookAhead() throws IOException {
    return asked(
        request ->
            making
                .outlook(request)
                .fold(
                    seen -> {
                      outlook = seen;
                      advice.setValue(seen.advice());
                      return null;
                    },
                    this::refused));
  }

  /** Begins to make one. */
  public String make() throws IOException {
    return asked(
        request ->
            making
                .order(request)
                .fold(
                    begun -> {
                      notices.done("bundles.begun", begun.facts().fileName());
                      return PAGE;
                    },
                    this::refused));
  }

  private String asked(Function<BundleRequest, String> work) throws IOException {
    Optional<String> problem = form.problem();
    if (problem.isPresent()) {
      notices.wrong(problem.get());
      return null;
    }
    return work.apply(form.request());
  }

  /** Has the own source renew all signature files, and the relay fetch them. */
  public String renew() {
    PublishOutcome outcome = source.renew(Optional.empty());
    if (outcome instanceof PublishOutcome.Refused no) {
      notices.refused(no.code(), no.sentence());
      return null;
    }
    return relay.active() ? RELAY + relay.runNow() : PAGE;
  }

  /** Starts a security update of the relay, and follows it. */
  public String updateRelay() {
    return RELAY + relay.runNow();
  }

  /** Deletes one. */
  public String delete(UUID id) {
    return making
        .delete(id)
        .fold(
            gone -> {
              notices.done("bundles.deleted", gone.facts().fileName());
              return PAGE;
            },
            this::refused);
  }

  private String refused(Outcome.Refused<?> no) {
    notices.refused(no.code(), no.sentence());
    return null;
  }

  public BundleForm getForm() {
    return form;
  }
}
