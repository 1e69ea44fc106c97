package io.freshseal.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The theme that the browser's switch has stored in a cookie. Read by the server, so that a page
 * never flashes in the other theme; nothing stored means what the operating system prefers.
 */
@Named
@RequestScoped
public class Theme {

  private static final String COOKIE = "freshseal-theme";
  private static final List<String> KNOWN = List.of("light", "dark");

  private final HttpServletRequest request;

  /** For the container's proxy. */
  protected Theme() {
    this(null);
  }

  @Inject
  public Theme(HttpServletRequest request) {
    this.request = request;
  }

  /** {@code light}, {@code dark} or {@code system}. */
  public String getName() {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> COOKIE.equals(cookie.getName()))
        .map(cookie -> cookie.getValue())
        .filter(KNOWN::contains)
        .findFirst()
        .orElse("system");
  }
}
