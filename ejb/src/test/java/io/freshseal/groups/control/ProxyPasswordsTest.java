package io.freshseal.groups.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.HttpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that cannot be opened any more is told once, not at every heartbeat. */
class ProxyPasswordsTest {

  private static final RelayGroup BRANCH =
      new RelayGroup(
          "branch", new GroupValues("Branch", "", Optional.empty(), true), Instant.EPOCH);
  private static final RelayGroup OTHER =
      new RelayGroup("other", new GroupValues("Other", "", Optional.empty(), true), Instant.EPOCH);

  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();

  private ProxyPasswords under(String key) {
    return new ProxyPasswords(folder.resolve(key), log::add);
  }

  private static KeptProxy proxy(String secret) {
    return new KeptProxy("proxy.example", 3128, Optional.of("us"), Optional.of(secret));
  }

  @Test
  void passwordThatIsOpened_isTheOneThatWasSealed() throws Exception {
    ProxyPasswords passwords = under("key");
    KeptProxy kept = proxy(passwords.seal("s3cret", BRANCH.id()));

    assertThat(passwords.login(BRANCH, kept)).contains(new HttpProxy.Login("us", "s3cret"));
    assertThat(log).isEmpty();
  }

  @Test
  void passwordSealedUnderAnotherKey_isToldOnceForEachSealedValue() throws Exception {
    KeptProxy first = proxy(under("lost").seal("s3cret", BRANCH.id()));
    KeptProxy second = proxy(under("lost").seal("s3cret", BRANCH.id()));
    KeptProxy others = proxy(under("lost").seal("s3cret", OTHER.id()));
    ProxyPasswords passwords = under("key");

    for (int heartbeat = 0; heartbeat < 3; heartbeat++) {
      assertThat(passwords.login(BRANCH, first)).isEmpty();
      assertThat(passwords.login(OTHER, others)).isEmpty();
    }
    assertThat(log)
        .hasSize(2)
        .anyMatch(line -> line.contains("proxy.example:3128") && line.contains("Branch"))
        .anyMatch(line -> line.contains("Other"));

    passwords.login(BRANCH, second);
    passwords.login(BRANCH, second);
    assertThat(log).hasSize(3);
  }

  @Test
  void keyThatCannotBeRead_isToldOnce() throws Exception {
    KeptProxy kept = proxy(under("key").seal("s3cret", BRANCH.id()));
    Files.write(folder.resolve("key"), new byte[3]);
    ProxyPasswords passwords = under("key");

    assertThat(passwords.login(BRANCH, kept)).isEmpty();
    assertThat(passwords.login(BRANCH, kept)).isEmpty();

    assertThat(log).singleElement().asString().contains("32 bytes");
  }
}
