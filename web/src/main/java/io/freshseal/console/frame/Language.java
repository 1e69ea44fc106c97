package io.freshseal.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The language of one request: the one just chosen, else the one kept in the cookie, else the
 * browser's. Choosing is a link ({@code ?lang=ja}), so that it works without a session, keeps the
 * page's other parameters and can be sent to a colleague.
 */
@Named
@RequestScoped
public class Language {

  private static final String PARAMETER = "lang";
  private static final String COOKIE = "freshseal-language";
  private static final int COOKIE_SECONDS = 365 * 24 * 3600;
  private static final List<String> OFFERED = List.of("en", "ja");

  private final HttpServletRequest request;
  private Locale locale;

  /** For the container's proxy. */
  protected Language() {
    this(null);
  }

  @Inject
  public Language(HttpServletRequest request) {
    this.request = request;
  }

  /** The locale that the page is written in. */
  public Locale getLocale() {
    if (locale == null) {
      Optional<String> chosen = offered(request.getParameter(PARAMETER));
      chosen.ifPresent(Language::keep);
      locale = chosen.or(this::kept).map(Locale::forLanguageTag).orElseGet(this::ofBrowser);
    }
    return locale;
  }

  /** The language tag for the attribute {@code lang}. */
  public String getTag() {
    return getLocale().getLanguage();
  }

  /**
   * The query that shows the present page in another language.
   *
   * @param tag {@code en} or {@code ja}
   */
  public String link(String tag) {
    StringBuilder query = new StringBuilder("?").append(PARAMETER).append('=').append(tag);
    parametersOfThePage()
        .forEach(
            name -> {
              query.append('&').append(encode(name)).append('=');
              query.append(encode(request.getParameter(name)));
            });
    return query.toString();
  }

  private Stream<String> parametersOfThePage() {
    boolean plainRead = "GET".equals(request.getMethod());
    return request.getParameterMap().keySet().stream()
        .filter(name -> plainRead && !PARAMETER.equals(name))
        .sorted();
  }

  private Optional<String> kept() {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> COOKIE.equals(cookie.getName()))
        .findFirst()
        .flatMap(cookie -> offered(cookie.getValue()));
  }

  private static Optional<String> offered(String tag) {
    return OFFERED.stream().filter(offered -> offered.equals(tag)).findFirst();
  }

  private static void keep(String tag) {
    Cookie cookie = new Cookie(COOKIE, tag);
    cookie.setPath("/");
    cookie.setMaxAge(COOKIE_SECONDS);
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    Object response = FacesContext.getCurrentInstance().getExternalContext().getResponse();
    ((HttpServletResponse) response).addCookie(cookie);
  }

  private Locale ofBrowser() {
    return Collections.list(request.getLocales()).stream()
        .flatMap(preferred -> offered(preferred.getLanguage()).stream())
        .map(Locale::forLanguageTag)
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
