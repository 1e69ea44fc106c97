package io.freshseal.events.control;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts of events for people, from the bundle {@code io.freshseal.messages}. */
public final class EventTexts {

  /** Every language that the product speaks. */
  public static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.JAPANESE);

  private static final String BUNDLE = "io.freshseal.messages";
  private static final int STATUS_PLACE = 8;

  private EventTexts() {}

  /** The title, for example {@code Update Failure}. */
  public static String title(EventType type, Locale locale) {
    return text(type.titleKey(), locale).orElse(type.name());
  }

  /** The title of a stored event; its number where this version does not know the type. */
  public static String title(StoredEvent event, Locale locale) {
    return event
        .type()
        .map(type -> title(type, locale))
        .orElseGet(() -> event.origin() + " " + event.number());
  }

  /**
   * The description with the event's figures. In the pattern, argument 8 is the sentence of the
   * error's status code.
   */
  public static String description(StoredEvent event, Locale locale) {
    Object[] arguments = new Object[STATUS_PLACE + 1];
    Arrays.fill(arguments, "");
    List<String> figures = figures(event, locale);
    for (int i = 0; i < Math.min(figures.size(), STATUS_PLACE); i++) {
      arguments[i] = figures.get(i);
    }
    arguments[STATUS_PLACE] =
        event
            .error()
            .flatMap(error -> status(error.code()))
            .flatMap(status -> text(status.messageKey(), locale))
            .orElse("");
    return event
        .type()
        .flatMap(type -> text(type.descriptionKey(), locale))
        .map(pattern -> new MessageFormat(pattern, locale).format(arguments).strip())
        .orElseGet(() -> String.join(", ", figures));
  }

  /** The event's figures; those that are sentences in this language. */
  public static List<String> figures(StoredEvent event, Locale locale) {
    return event.figures().stream()
        .map(figure -> Sentence.decode(figure).map(s -> s.in(locale)).orElse(figure))
        .toList();
  }

  /** The numbers of all types whose title, in any language, has this text in it. */
  public static Set<Integer> numbersTitled(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(EventType.values())
        .filter(
            type ->
                LOCALES.stream()
                    .anyMatch(l -> title(type, l).toLowerCase(Locale.ROOT).contains(wanted)))
        .map(EventType::number)
        .collect(Collectors.toSet());
  }

  private static Optional<StatusCode> status(int code) {
    return Arrays.stream(StatusCode.values()).filter(s -> s.code() == code).findFirst();
  }

  private static Optional<String> text(String key, Locale locale) {
    try {
      // Without a fallback to the server's own language: English is the bundle without a name.
      ResourceBundle bundle =
          ResourceBundle.getBundle(
              BUNDLE,
              locale,
              EventTexts.class.getClassLoader(),
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      return Optional.of(bundle.getString(key));
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }
}
