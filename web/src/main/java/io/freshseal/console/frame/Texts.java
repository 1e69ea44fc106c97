package io.freshseal.console.frame;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Sentences for people with figures in them, in the language of the request. */
@Named
@RequestScoped
public class Texts {

  private static final String CONSOLE = "io.freshseal.console";
  private static final String PRODUCT = "io.freshseal.messages";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Language language;

  /** For the container's proxy. */
  protected Texts() {
    this(null);
  }

  @Inject
  public Texts(Language language) {
    this.language = language;
  }

  /**
   * A sentence of the console.
   *
   * @param key a key of {@code io.freshseal.console}; it has to be there
   * @param figures what stands for {@code {0}} and so on
   */
  public String of(String key, Object... figures) {
    return format(CONSOLE, key, figures);
  }

  /** A sentence of the product, in the language of the request. */
  public String sentence(Sentence sentence) {
    return sentence.in(locale());
  }

  /** A sentence that there may be; else an empty text. */
  public String maybe(Optional<Sentence> sentence) {
    return sentence.map(this::sentence).orElse("");
  }

  /** What a status code means, in one sentence. */
  public String status(StatusCode code) {
    return product(code.messageKey());
  }

  /** What to do about a status code; empty if nothing is to be done. */
  public String remedy(StatusCode code) {
    return product(code.remedyKey());
  }

  /**
   * A sentence of the product that is not the console's own, for example an event's.
   *
   * @return the sentence, or an empty text if the bundle has none by that key
   */
  public String product(String key, Object... figures) {
    return bundle(PRODUCT).containsKey(key) ? format(PRODUCT, key, figures) : "";
  }

  private String format(String base, String key, Object... figures) {
    return new MessageFormat(bundle(base).getString(key), locale()).format(figures);
  }

  private ResourceBundle bundle(String base) {
    return ResourceBundle.getBundle(
        base, locale(), Thread.currentThread().getContextClassLoader(), NO_FALLBACK);
  }

  private Locale locale() {
    return language.getLocale();
  }
}
