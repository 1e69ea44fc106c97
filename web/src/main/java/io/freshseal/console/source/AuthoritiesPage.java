package io.freshseal.console.source;

import io.freshseal.console.frame.SeenRows;
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

  private final AuthorityDesk desk;
  private final PublishEndings endings;
  private final SeenRows rows;
  private AuthorityList list;

  /** For the container's proxy. */
  protected AuthoritiesPage() {
    this(null, null, null);
  }

  @Inject
  public AuthoritiesPage(AuthorityDesk desk, PublishEndings endings, SeenRows rows) {
    this.desk = desk;
    this.endings = endings;
    this.rows = rows;
  }

  /** The authorities as they are. */
  public AuthorityList getList() {
    if (list == null) {
      list = desk.list();
    }
    return list;
  }

  /** Which authorities the list shows, how far they have come, and whose keys are here. */
  public String getSeen() {
    return SeenRows.mark(
        getList().authorities().stream()
            .map(each -> each.fingerprint() + " " + each.state() + " " + each.atHand()));
  }

  public void setSeen(String seen) {
    rows.require(seen, getSeen());
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
    list = null;
    return endings.ofStep(outcome, done);
  }
}
