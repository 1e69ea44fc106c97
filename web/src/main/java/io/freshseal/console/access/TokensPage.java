package io.freshseal.console.access;

import io.freshseal.access.boundary.AccessDesk;
import io.freshseal.access.entity.AccessToken;
import io.freshseal.access.entity.TokenCreation;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.SeenRows;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Tokens for programs: made, shown once, revoked. */
@Named
@RequestScoped
public class TokensPage {

  private static final String PAGE = "/console/tokens?faces-redirect=true";
  private static final String NEW_TOKEN = "new-token";

  private final AccessDesk desk;
  private final Notices notices;
  private final SeenRows rows;
  private List<AccessToken> tokens;
  private String name;

  /** For the container's proxy. */
  protected TokensPage() {
    this(null, null, null);
  }

  @Inject
  public TokensPage(AccessDesk desk, Notices notices, SeenRows rows) {
    this.desk = desk;
    this.notices = notices;
    this.rows = rows;
  }

  /** The tokens that work, the newest first. */
  public List<AccessToken> getTokens() {
    if (tokens == null) {
      tokens = desk.list();
    }
    return tokens;
  }

  /** Which tokens the list shows. */
  public String getSeen() {
    return SeenRows.mark(getTokens().stream().map(AccessToken::id));
  }

  public void setSeen(String seen) {
    rows.require(seen, getSeen());
  }

  /** Makes a token; the page that follows, and no other, shows it. */
  public String create() {
    return desk.create(name).fold(this::shown, this::refused);
  }

  /** Revokes a token at once. */
  public String revoke(String id) {
    Optional<AccessToken> revoked = desk.revoke(id);
    tokens = null;
    if (revoked.isEmpty()) {
      notices.wrong("tokens.gone");
      return null;
    }
    notices.done("tokens.revoked", revoked.get().name());
    return PAGE;
  }

  private String shown(TokenCreation.Created created) {
    FacesContext.getCurrentInstance()
        .getExternalContext()
        .getFlash()
        .put(NEW_TOKEN, created.token().secret());
    return PAGE;
  }

  private String refused(TokenCreation.Refused refused) {
    notices.refused(refused.code(), refused.sentence());
    return null;
  }

  /** The token just made; null but for the one page after. */
  public String getSecret() {
    return (String)
        FacesContext.getCurrentInstance().getExternalContext().getFlash().get(NEW_TOKEN);
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }
}
