package io.freshseal.api.input;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads path and query values into the product's types; another form is a 400. */
@Provider
public class Parameters implements ParamConverterProvider {

  private static final Map<Class<?>, Form<?>> FORMS =
      Map.of(
          ComponentId.class,
          new Form<>(ComponentId::parse, WebSentence.FORM_ID),
          ComponentVersion.class,
          new Form<>(ComponentVersion::parse, WebSentence.FORM_VERSION),
          Sha256.class,
          new Form<>(Sha256::parse, WebSentence.FORM_DIGEST),
          ComponentKind.class,
          new Form<>(ComponentKind::parse, WebSentence.FORM_KIND),
          Platform.class,
          new Form<>(Platform::parse, WebSentence.FORM_PLATFORM),
          Instant.class,
          new Form<>(text -> time(text, Parameters::instant), WebSentence.FORM_TIME),
          Duration.class,
          new Form<>(text -> time(text, Duration::parse), WebSentence.FORM_DURATION),
          Integer.class,
          new Form<>(Parameters::number, WebSentence.FORM_NUMBER),
          Long.class,
          new Form<>(Parameters::longNumber, WebSentence.FORM_NUMBER),
          UUID.class,
          new Form<>(JsonFields::parseUuid, WebSentence.FORM_UUID));

  /** How foreign text becomes a value, and what to say if it does not. */
  private record Form<T>(Function<String, Optional<T>> parser, WebSentence sentence)
      implements ParamConverter<T> {

    @Override
    public T fromString(String text) {
      try {
        return text == null ? null : parse(text);
      } catch (ProblemException e) {
        // JAX-RS lets nothing but its own exceptions through here; the mapper looks for the cause.
        throw new BadRequestException(e);
      }
    }

    private T parse(String text) {
      return parser.apply(text).orElseThrow(() -> Problem.badRequest(sentence).asException());
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the map pairs each class with a form of that class
  public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
    return (ParamConverter<T>) FORMS.get(type);
  }

  /**
   * Reads one value by the form of its type.
   *
   * @throws ProblemException if it has another form
   */
  @SuppressWarnings("unchecked") // the map pairs each class with a form of that class
  public static <T> T read(Class<T> type, String text) {
    return ((Form<T>) FORMS.get(type)).parse(text);
  }

  private static <T> Optional<T> time(String text, Function<String, T> parser) {
    try {
      return text.length() > 40 ? Optional.empty() : Optional.of(parser.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  // Years of four digits: what no database can hold is no time of an event.
  private static Instant instant(String text) {
    if (!text.matches("[0-9]{4}-.*")) {
      throw new DateTimeException("not a year of four digits");
    }
    return Instant.parse(text);
  }

  private static Optional<Long> longNumber(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
