package io.freshseal.console.access;

import io.freshseal.console.frame.Notices;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;

/** The log-in form and the log-out button. */
@Named
@RequestScoped
public class SignIn {

  private final ConsoleLogin login;
  private final Notices notices;
  private String name;
  private String password;
  private String from;
  private boolean refused;

  /** For the container's proxy. */
  protected SignIn() {
    this(null, null);
  }

  @Inject
  public SignIn(ConsoleLogin login, Notices notices) {
    this.login = login;
    this.notices = notices;
  }

  /** Signs in and goes to the page that was asked for, or tells why not. */
  public void enter() throws IOException {
    LoginResult result = login.login(name, password);
    refused = result != LoginResult.SIGNED_IN;
    switch (result) {
      case SIGNED_IN -> redirect(login.pageAfterLogin(from));
      case REFUSED -> notices.wrong("login.refused");
      case THROTTLED -> notices.wrong("login.throttled");
    }
  }

  /** Signs out and goes back to the log-in page. */
  public void leave() throws IOException {
    login.logout();
    redirect("/console/login.xhtml");
  }

  private static void redirect(String page) throws IOException {
    var outside = FacesContext.getCurrentInstance().getExternalContext();
    outside.redirect(outside.getRequestContextPath() + page);
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** Whether this very request tried in vain: then the password is what is typed next. */
  public boolean isRefused() {
    return refused;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }
}
