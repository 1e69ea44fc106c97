package io.freshseal.api.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A problem as bytes, the same from JAX-RS and from the container.
 *
 * @param body the JSON, UTF-8
 * @param language the language of title and detail, for Content-Language
 */
public record ProblemDocument(byte[] body, Locale language) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * Writes the document.
   *
   * @param instance what names this occurrence: the path asked for, or the reference of a fault
   * @param acceptLanguage the request's header, or null
   */
  public static ProblemDocument of(Problem problem, String instance, String acceptLanguage) {
    Locale language = ProblemTitles.locale(acceptLanguage);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", "urn:freshseal:problem:" + problem.code().text())
            .add("title", ProblemTitles.title(problem.code(), language))
            .add("status", problem.status())
            .add("code", problem.code().text())
            .add("detail", problem.sentence().in(language))
            .add("instance", instance);
    return new ProblemDocument(json.build().toString().getBytes(StandardCharsets.UTF_8), language);
  }
}
