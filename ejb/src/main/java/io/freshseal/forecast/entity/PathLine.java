package io.freshseal.forecast.entity;

import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What runs out on one way from the source to agents.
 *
 * @param relay that the agents ask; empty where they ask the source, or have nobody to ask
 * @param supply whom the agents ask
 * @param file whose end it is; empty for the catalog
 * @param part what ends first of what is handed out now
 * @param expires when that is
 * @param certificate serial number of the certificate that ends, in hexadecimal, where it is known
 * @param lapse when what is handed out by then is refused
 * @param blamed the relay that keeps it from being renewed; empty for the source, or nobody
 * @param computers agents on this way
 */
public record PathLine(
    RelayGroup group,
    Optional<RelayStanding> relay,
    Supply.Kind supply,
    Optional<File> file,
    Part part,
    Instant expires,
    Optional<String> certificate,
    Lapse lapse,
    Optional<RelayStanding> blamed,
    long computers) {

  /** The first to be refused first, then the first to expire. */
  public static final Comparator<PathLine> ORDER =
      Comparator.comparing(PathLine::lapse, Lapse.ORDER)
          .thenComparing(PathLine::expires)
          .thenComparing(line -> line.group().name())
          .thenComparing(line -> line.relay().map(RelayStanding::name).orElse(""))
          .thenComparing(line -> line.file().map(file -> file.id().text()).orElse(""));

  /** A component's signature file. */
  public record File(ComponentId id, ComponentVersion version, long serial) {
    public File {
      Objects.requireNonNull(id);
      Objects.requireNonNull(version);
    }
  }

  public PathLine {
    Objects.requireNonNull(group);
    Objects.requireNonNull(relay);
    Objects.requireNonNull(supply);
    Objects.requireNonNull(file);
    Objects.requireNonNull(part);
    Objects.requireNonNull(expires);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(lapse);
    Objects.requireNonNull(blamed);
  }

  /** Whether it is renewed before it is refused. */
  public boolean renewsItself() {
    return lapse.from().isEmpty();
  }
}
