package io.freshseal.settings.control;

import io.freshseal.settings.entity.MemberSettings;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.SettingsSentence;
import io.freshseal.shared.entity.Loopback;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates what is said about the fleet that the process joins. */
final class MemberReader {

  // As io.freshseal.member.entity.ComputerName has it, which settings do not reach.
  private static final Pattern COMPUTER_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");

  private final ValueReader values;

  MemberReader(ValueReader values) {
    this.values = values;
  }

  /** What each value says alone. */
  MemberSettings read() {
    Optional<URI> manager = values.url(SettingKey.MANAGER_URL);
    if (manager.filter(url -> !isSafe(url)).isPresent()) {
      values.object(SettingKey.MANAGER_URL, SettingsSentence.NEEDS_TLS);
    }
    Optional<Secret> token = values.secret(SettingKey.MANAGER_ENROLMENT_TOKEN);
    if (token.isPresent() && manager.isEmpty()) {
      values.object(
          SettingKey.MANAGER_ENROLMENT_TOKEN, SettingsSentence.NEEDS, SettingKey.MANAGER_URL.key());
    }
    Optional<String> name =
        values.parsed(
            SettingKey.MANAGER_NAME,
            text -> Optional.of(text).filter(t -> COMPUTER_NAME.matcher(t).matches()),
            SettingsSentence.COMPUTER_NAME);
    return new MemberSettings(manager, name, token);
  }

  private static boolean isSafe(URI url) {
    return "https".equalsIgnoreCase(url.getScheme()) || Loopback.isHost(url.getHost());
  }

  // A process that runs a fleet is part of that one; two managers over one relay would contradict
  // each other.
  void contradictions(Settings settings) {
    if (!settings.member().joins()) {
      return;
    }
    if (settings.has(Role.MANAGER)) {
      values.object(SettingKey.MANAGER_URL, SettingsSentence.NOT_FOR_A_MANAGER);
    }
    if (!settings.has(Role.RELAY)) {
      values.object(SettingKey.MANAGER_URL, SettingsSentence.NEEDS_RELAY);
    }
  }
}
