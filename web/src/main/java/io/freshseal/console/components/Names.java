package io.freshseal.console.components;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Distinguished names for people. */
@Named
@ApplicationScoped
public class Names {

  /**
   * The common name in a distinguished name.
   *
   * @param distinguished RFC 2253
   * @return the whole name if there is no common name in it
   */
  public String common(String distinguished) {
    try {
      return new LdapName(distinguished)
          .getRdns().stream()
              .filter(part -> "CN".equalsIgnoreCase(part.getType()))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .findFirst()
              .orElse(distinguished);
    } catch (InvalidNameException e) {
      return distinguished;
    }
  }
}
