package io.freshseal.computers.boundary;

import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.trust.entity.TrustAnchors;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The trust anchors that computers get when they join. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FleetAnchors {

  private static final System.Logger LOG = System.getLogger(FleetAnchors.class.getName());

  @EJB private RelayDesk relay;
  @EJB private SourceDesk source;
  @EJB private SettingsDesk settings;

  /**
   * The newest anchors that this process judges by: its relay's, else its source's, else the
   * operator's file. Empty if there are none, or none that can be read.
   */
  public Optional<String> pem() {
    if (relay.active()) {
      return held(relay::anchorsPem);
    }
    return settings.current().has(Role.SOURCE)
        ? held(source::anchorsPem)
        : settings.current().trust().anchors().flatMap(FleetAnchors::ofFile);
  }

  private static Optional<String> held(Supplier<byte[]> pem) {
    try {
      return Optional.of(new String(pem.get(), StandardCharsets.UTF_8));
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.WARNING, "there are no trust anchors: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> ofFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = BoundedInputStream.readAll(in, TrustAnchors.MAX_BYTES);
      return TrustAnchors.parse(bytes).toOptional().isPresent()
          ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the trust anchors cannot be read: {0}", e.getMessage());
      return Optional.empty();
    }
  }
}
