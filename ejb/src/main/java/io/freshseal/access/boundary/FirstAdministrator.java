package io.freshseal.access.boundary;

import io.freshseal.access.control.PasswordHash;
import io.freshseal.access.control.Secrets;
import io.freshseal.access.entity.Account;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Secret;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Sees to it at the first start that there is an administrator. */
@Startup
@Singleton
@DependsOn("SettingsDesk")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstAdministrator {

  private static final String NAME = "admin";

  @EJB private AccessRows rows;
  @EJB private EventLog events;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  @PostConstruct
  void create() {
    if (rows.hasAccounts()) {
      return;
    }
    SecureRandom random = new SecureRandom();
    Instant now = clock.instant();
    Optional<Secret> given = settings.current().adminPassword();
    String password = given.map(Secret::value).orElseGet(() -> Secrets.password(random));
    rows.save(new Account(NAME, PasswordHash.of(password.toCharArray(), random), now));
    events.record(SystemEvent.of(EventType.ADMINISTRATOR_CREATED, now).about(NAME).figures(NAME));
    if (given.isEmpty()) {
      show(password);
    }
  }

  // Past System.out, which a server may send to its log: the password is for eyes alone.
  private static void show(String password) {
    String rule = "=".repeat(64);
    PrintStream terminal =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    terminal.printf(
        "%n%s%n  Freshseal's first administrator, shown this once:%n%n"
            + "    account   %s%n    password  %s%n%s%n%n",
        rule, NAME, password, rule);
    terminal.flush();
  }
}
