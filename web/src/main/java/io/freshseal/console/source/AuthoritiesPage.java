package io.freshseal.console.source;

import io.freshseal.console.frame.Notices;
import io.freshseal.publishing.boundary.AuthorityDesk;
import io.freshseal.publishing.entity.AuthorityList;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.Sha256;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The authorities of the source: introduce, activate, retire. */
@Named
@RequestScoped
public class AuthoritiesPage {

  private static final String PAGE = "/console/source?faces-redirect=true";

  private final AuthorityDesk desk;
  private final Notices notices;
  private AuthorityList list;

  /** For the container's proxy. */
  protected AuthoritiesPage() {
    this(null, null);
  }

  @Inject
  public AuthoritiesPage(AuthorityDesk desk, Notices notices) {
    this.desk = desk;
    this.notices = notices;
  }

  /** The authorities as they are. */
  public AuthorityList getList() {
    if (list == null) {
      list = desk.list();
    }
    return list;
  }

  /** Makes one more. */
  public String introduce() {
    return ended(desk.introduce(), "authorities.introduced");
  }

  /** Signs everything under this one from now on. */
  public String activate(Sha256 fingerprint) {
    return ended(desk.activate(fingerprint), "authorities.activated");
  }

  /** Has readers trust this one no more. */
  public String retire(Sha256 fingerprint) {
    return ended(desk.retire(fingerprint), "authorities.retired");
  }

  private String ended(PublishOutcome outcome, String done) {
    return outcome.fold(
        published -> done(done),
        nothing -> done(done),
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  private String done(String notice) {
    notices.done(notice);
    return PAGE;
  }
}
