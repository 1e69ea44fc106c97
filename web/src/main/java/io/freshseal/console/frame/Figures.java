package io.freshseal.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.util.List;

/** Numbers and sizes for people. */
@Named
@RequestScoped
public class Figures {

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private final Language language;

  /** For the container's proxy. */
  protected Figures() {
    this(null);
  }

  @Inject
  public Figures(Language language) {
    this.language = language;
  }

  /** {@code 12,345}. */
  public String count(long number) {
    return NumberFormat.getIntegerInstance(language.getLocale()).format(number);
  }

  /** {@code 1.4 MiB}: bytes in the largest binary unit of which there is at least one. */
  public String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    NumberFormat format = NumberFormat.getNumberInstance(language.getLocale());
    format.setMaximumFractionDigits(unit == 0 || value >= 100 ? 0 : 1);
    return format.format(value) + " " + UNITS.get(unit);
  }
}
