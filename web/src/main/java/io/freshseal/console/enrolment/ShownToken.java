package io.freshseal.console.enrolment;

import io.freshseal.member.entity.EnrolmentToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The enrolment token just made, with what to type on the new computer; once, and never again. */
@Named
@RequestScoped
public class ShownToken {

  static final String KEY = "new-enrolment-token";

  private static final String FOLDER = "/var/lib/freshseal-agent";

  private final HttpServletRequest request;

  /** For the container's proxy. */
  protected ShownToken() {
    this(null);
  }

  @Inject
  public ShownToken(HttpServletRequest request) {
    this.request = request;
  }

  /** The token; null but for the one page after it was made. */
  public String getText() {
    return (String) FacesContext.getCurrentInstance().getExternalContext().getFlash().get(KEY);
  }

  /** Whether only computers on the manager's own machine can join with it. */
  public boolean isLocal() {
    return EnrolmentToken.parse(getText())
        .map(EnrolmentToken::certificate)
        .filter(Optional::isEmpty)
        .isPresent();
  }

  /** The command that makes a computer a member of the fleet. */
  public String getEnrolCommand() {
    return "freshseal-agent enrol --manager "
        + manager()
        + " --token "
        + getText()
        + " --dir "
        + FOLDER;
  }

  /** The command that serves as a computer of the fleet from then on. */
  public String getRunCommand() {
    return "freshseal-agent run --dir " + FOLDER;
  }

  // The address under which the operator's browser reached this very manager.
  private String manager() {
    String page = request.getRequestURL().toString();
    return page.substring(0, page.length() - request.getServletPath().length());
  }
}
