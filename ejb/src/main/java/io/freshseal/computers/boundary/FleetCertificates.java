package io.freshseal.computers.boundary;

import io.freshseal.computers.control.ServerCertificates;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** By which TLS certificates computers know the manager. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FleetCertificates {

  private static final System.Logger LOG = System.getLogger(FleetCertificates.class.getName());

  @EJB private SettingsDesk settings;

  private ServerCertificates certificates;

  @PostConstruct
  void open() {
    certificates = ServerCertificates.of(settings.current().tls());
    for (Sentence fault : certificates.read().faults()) {
      LOG.log(System.Logger.Level.WARNING, "{0}", fault.english());
    }
  }

  /**
   * When the certificate that is served ends; empty without TLS, or if its keystore is not here.
   */
  public Optional<Instant> servedUntil() {
    return certificates.servedUntil();
  }

  /** The digests, the certificate that is served now first; empty without TLS. */
  public Set<Sha256> digests() {
    return certificates.read().digests();
  }
}
