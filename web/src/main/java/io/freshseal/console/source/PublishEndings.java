package io.freshseal.console.source;

import io.freshseal.console.frame.Notices;
import io.freshseal.publishing.entity.PublishOutcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Tells what came of an order to the source, and which page follows. */
@RequestScoped
public class PublishEndings {

  private static final String PAGE = "/console/source?faces-redirect=true";

  private final Notices notices;

  /** For the container's proxy. */
  protected PublishEndings() {
    this(null);
  }

  @Inject
  public PublishEndings(Notices notices) {
    this.notices = notices;
  }

  /**
   * Tells of the catalog that is out, or why none is.
   *
   * @param nothing key of the notice where there was nothing to do
   * @return the page to go to; null to stay
   */
  String of(PublishOutcome outcome, String nothing) {
    return outcome.fold(
        done -> {
          notices.done("publish.done", done.sequence(), done.published(), done.renewed());
          return PAGE;
        },
        none -> done(nothing),
        this::refused);
  }

  /** Tells that it is done, whether or not a catalog is out. */
  String ofStep(PublishOutcome outcome, String done) {
    return outcome.fold(published -> done(done), none -> done(done), this::refused);
  }

  private String done(String notice) {
    notices.done(notice);
    return PAGE;
  }

  private String refused(PublishOutcome.Refused refused) {
    notices.refused(refused.code(), refused.sentence());
    return null;
  }
}
