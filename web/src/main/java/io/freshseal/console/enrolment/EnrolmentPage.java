package io.freshseal.console.enrolment;

import io.freshseal.computers.boundary.EnrolmentTokens;
import io.freshseal.computers.entity.IssuedToken;
import io.freshseal.computers.entity.NewToken;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.SeenRows;
import io.freshseal.shared.entity.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Enrolment tokens: made, shown once, revoked. */
@Named
@RequestScoped
public class EnrolmentPage {

  private static final String PAGE = "/console/enrolment?faces-redirect=true";

  private final EnrolmentTokens desk;
  private final Notices notices;
  private final SeenRows rows;
  private final TokenForm form = new TokenForm();
  private List<IssuedToken> tokens;

  /** For the container's proxy. */
  protected EnrolmentPage() {
    this(null, null, null);
  }

  @Inject
  public EnrolmentPage(EnrolmentTokens desk, Notices notices, SeenRows rows) {
    this.desk = desk;
    this.notices = notices;
    this.rows = rows;
  }

  /** Those that are neither revoked nor expired, the newest first. */
  public List<IssuedToken> getTokens() {
    if (tokens == null) {
      tokens = desk.list();
    }
    return tokens;
  }

  /** Which tokens the list shows. */
  public String getSeen() {
    return SeenRows.mark(getTokens().stream().map(IssuedToken::id));
  }

  public void setSeen(String seen) {
    rows.require(seen, getSeen());
  }

  /** What is typed about a token. */
  public TokenForm getForm() {
    return form;
  }

  /** The validities to choose from. */
  public List<Duration> getValidities() {
    return TokenForm.VALIDITIES;
  }

  /** Makes a token; the page that follows, and no other, shows it. */
  public String create() {
    return desk.create(form.order()).fold(this::shown, this::refused);
  }

  private String shown(NewToken made) {
    FacesContext.getCurrentInstance()
        .getExternalContext()
        .getFlash()
        .put(ShownToken.KEY, made.token().text());
    return PAGE;
  }

  private String refused(Outcome.Refused<NewToken> refused) {
    notices.refused(refused.code(), refused.sentence());
    return null;
  }

  /** Revokes a token at once; computers that joined with it stay. */
  public String revoke(String id) {
    Optional<IssuedToken> revoked = desk.revoke(id);
    tokens = null;
    if (revoked.isEmpty()) {
      notices.wrong("tokens.gone");
      return null;
    }
    notices.done("tokens.revoked", revoked.get().name());
    return PAGE;
  }
}
