package io.freshseal.api.problem;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The page for a browser whose address leads nowhere; needs nothing that could fail in turn. */
final class ErrorPage {

  /** Nothing may be loaded or run; the style is inline. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

  private static final String BUNDLE = "io.freshseal.console";

  private static final String FORM =
      """
      <!DOCTYPE html>
      <html lang="%1$s">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%3$s · Freshseal</title>
        <style>
          :root { color-scheme: light dark; --bg: #f5f7f8; --card: #fff; --line: #dde3e7; \
      --text: #16212b; --muted: #54626f; --accent: #0b6f68; }
          @media (prefers-color-scheme: dark) { :root { --bg: #0f1519; --card: #171e24; \
      --line: #2b363f; --text: #e5ebef; --muted: #9dabb7; --accent: #56c4b8; } }
          body { margin: 0; min-height: 100vh; display: grid; place-items: center; \
      background: var(--bg); color: var(--text); font: .875rem/1.65 -apple-system, "Segoe UI", \
      Roboto, "Noto Sans CJK JP", "Noto Sans JP", "Noto Sans", system-ui, sans-serif; }
          main { box-sizing: border-box; width: min(28rem, calc(100%% - 2rem)); padding: 2rem; \
      background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
          h1 { margin: 0; font-size: 1.375rem; line-height: 1.35; }
          p { margin: .5rem 0 0; color: var(--muted); }
          .status { margin: 0 0 .25rem; font-size: .8125rem; font-weight: 600; }
          a { display: inline-block; margin-top: 1.5rem; color: var(--accent); \
      text-underline-offset: .18em; }
        </style>
      </head>
      <body>
        <main>
          <p class="status">Freshseal · %2$d</p>
          <h1>%3$s</h1>
          <p>%4$s</p>
          <a href="%5$s/">%6$s</a>
        </main>
      </body>
      </html>
      """;

  private ErrorPage() {}

  /**
   * @param status of HTTP, 400 to 599
   * @param context the context path of the application, which is safe in HTML
   */
  static byte[] html(int status, Locale language, String context) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            BUNDLE,
            language,
            ErrorPage.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    String key = "error." + kind(status);
    return FORM.formatted(
            language.toLanguageTag(),
            status,
            texts.getString(key),
            texts.getString(key + ".text"),
            context,
            texts.getString("error.back"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String kind(int status) {
    return switch (status) {
      case 401, 403 -> "forbidden";
      case 404 -> "missing";
      default -> status < 500 ? "refused" : "fault";
    };
  }
}
