package io.freshseal.groups.entity;

import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.shared.entity.Sentence;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator says of the proxy of a relay group.
 *
 * @param host as {@link HttpProxy} has it
 * @param port 1 to 65535
 * @param user empty if the proxy asks for no login
 * @param password empty to keep the one that is known; a secret
 */
public record ProxyValues(
    String host, long port, Optional<String> user, Optional<String> password) {

  public ProxyValues {
    Objects.requireNonNull(host);
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
  }

  /** Why these values cannot be kept, whatever is known already; empty if they can. */
  Optional<Sentence> refused() {
    if (!HttpProxy.isHost(host) || !HttpProxy.isPort(port)) {
      return Optional.of(Sentence.of(GroupSentence.PROXY_ADDRESS));
    }
    boolean wellSaid =
        user.map(HttpProxy.Login::isUser).orElse(password.isEmpty())
            && password.map(HttpProxy.Login::isPassword).orElse(true);
    return wellSaid
        ? Optional.empty()
        : Optional.of(Sentence.of(GroupSentence.PROXY_LOGIN, HttpProxy.LONGEST_TEXT));
  }

  /**
   * Tells whether a password is missing. A known one stays with the host, port and user that it was
   * given for, so that nobody has it sent somewhere else.
   */
  public boolean lacksPassword(Optional<KeptProxy> known) {
    return user.isPresent()
        && password.isEmpty()
        && known
            .filter(kept -> kept.host().equals(host) && kept.port() == port)
            .filter(kept -> kept.user().equals(user) && kept.secret().isPresent())
            .isEmpty();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
