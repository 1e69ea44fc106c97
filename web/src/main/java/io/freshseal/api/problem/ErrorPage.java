package io.freshseal.api.problem;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The page for a browser whose address leads nowhere; needs nothing that could fail in turn. */
final class ErrorPage {

  /** Nothing may be loaded or run; the style is inline. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

  private static final String FORM =
      """
      <!DOCTYPE html>
      <html lang="%s">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Freshseal: %d</title>
        <style>
          :root { color-scheme: light dark; }
          body { font: 1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; \
      padding: 0 1.5rem; }
          h1 { font-size: 1.25rem; }
          p { opacity: .8; }
        </style>
      </head>
      <body>
        <h1>%d &middot; %s</h1>
        <p>%s</p>
        <p><a href="/">Freshseal</a></p>
      </body>
      </html>
      """;

  private ErrorPage() {}

  static byte[] html(Problem problem, Locale language) {
    return FORM.formatted(
            language.toLanguageTag(),
            problem.status(),
            problem.status(),
            ProblemTitles.title(problem.code(), language),
            problem.detail())
        .getBytes(StandardCharsets.UTF_8);
  }
}
