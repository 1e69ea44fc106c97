package io.freshseal.groups.control;

import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.control.SecretBox;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.HttpProxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The passwords of proxies, sealed under the key of a file. One that cannot be opened is told once,
 * though every heartbeat asks for it. Safe for threads.
 */
public final class ProxyPasswords {

  private final Path keyFile;
  private final Consumer<String> warnings;
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private SecretBox box;

  /**
   * Makes the box; the file is opened, or made, when it is needed first.
   *
   * @param keyFile as {@link SecretBox#at} has it
   * @param warnings hears why a password cannot be opened, in words for the log
   */
  public ProxyPasswords(Path keyFile, Consumer<String> warnings) {
    this.keyFile = keyFile;
    this.warnings = warnings;
  }

  /**
   * Seals a password for a group.
   *
   * @throws StorageException if the disk refuses the key
   */
  public String seal(String password, String group) throws StorageException {
    return box().seal(password, group);
  }

  /**
   * The login of a group's proxy; empty if it needs none, or its password cannot be opened: without
   * it the proxy refuses, and says so.
   */
  public Optional<HttpProxy.Login> login(RelayGroup group, KeptProxy kept) {
    if (kept.user().isEmpty()) {
      return Optional.empty();
    }
    try {
      SecretBox opened = box();
      Optional<String> password = kept.secret().flatMap(closed -> opened.open(closed, group.id()));
      if (password.isEmpty()) {
        warn(
            group,
            kept,
            "the password of the proxy "
                + kept.name()
                + " of relay group "
                + group.name()
                + " was sealed under another key; type it again");
      }
      return password.map(known -> new HttpProxy.Login(kept.user().get(), known));
    } catch (StorageException e) {
      warn(group, kept, "the key of passwords cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void warn(RelayGroup group, KeptProxy kept, String why) {
    String sealedValue = kept.secret().orElse("");
    if (!sealedValue.equals(told.put(group.id(), sealedValue))) {
      warnings.accept(why);
    }
  }

  private synchronized SecretBox box() throws StorageException {
    if (box == null) {
      box = SecretBox.at(keyFile, new SecureRandom());
    }
    return box;
  }
}
