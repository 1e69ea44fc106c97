package io.freshseal.shared.control;

import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Shows the configuration file and the shipped defaults to MicroProfile Config, below system
 * properties (400) and environment (300), so that {@code @ConfigProperty} and {@link StartValues}
 * agree.
 */
public final class StartValuesConfigSource implements ConfigSource {

  private static final int BELOW_ENVIRONMENT = 250;

  private final StartValues values = StartValues.ofProcess();

  @Override
  public Set<String> getPropertyNames() {
    return values.namesInFiles();
  }

  @Override
  public String getValue(String propertyName) {
    return values.findInFiles(propertyName).orElse(null);
  }

  @Override
  public String getName() {
    return "freshseal";
  }

  @Override
  public int getOrdinal() {
    return BELOW_ENVIRONMENT;
  }
}
