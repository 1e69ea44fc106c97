package io.freshseal.groups.boundary;

import io.freshseal.groups.control.ProxyPasswords;
import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.ProxyValues;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.HttpProxy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;

/**
 * The proxies of relay groups. Their passwords are sealed in the database under a key in the data
 * folder ({@link DataFolder#secretKey}); without that file they have to be typed again.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class GroupProxies {

  private static final System.Logger LOG = System.getLogger(GroupProxies.class.getName());

  @EJB private SettingsDesk settings;

  private ProxyPasswords passwords;

  /**
   * What is to be kept of a proxy.
   *
   * @param group id of the group
   * @param known what is kept now
   * @throws StorageException if the disk refuses the key
   */
  public Optional<KeptProxy> keep(
      String group, Optional<ProxyValues> values, Optional<KeptProxy> known)
      throws StorageException {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    ProxyValues wanted = values.get();
    Optional<String> secret =
        wanted.password().isPresent()
            ? Optional.of(passwords().seal(wanted.password().get(), group))
            : known.flatMap(KeptProxy::secret).filter(kept -> wanted.user().isPresent());
    return Optional.of(new KeptProxy(wanted.host(), (int) wanted.port(), wanted.user(), secret));
  }

  /** The proxy of a group with its login; empty if there is none. */
  public Optional<HttpProxy> of(RelayGroup group) {
    return group
        .proxy()
        .map(kept -> new HttpProxy(kept.host(), kept.port(), passwords().login(group, kept)));
  }

  private synchronized ProxyPasswords passwords() {
    if (passwords == null) {
      passwords =
          new ProxyPasswords(
              new DataFolder(settings.current().data()).secretKey(),
              why -> LOG.log(System.Logger.Level.WARNING, why));
    }
    return passwords;
  }
}
