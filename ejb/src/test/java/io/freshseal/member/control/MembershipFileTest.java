package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.member.TestManager;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Guidance;
import io.freshseal.member.entity.Membership;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipFileTest {

  private static final Membership FRESH =
      new Membership(
          URI.create("https://manager.example:8443/api/v1"),
          UUID.randomUUID(),
          TestManager.KEY,
          new ComputerName("web-01"),
          Optional.of("primary"),
          Set.of(Examples.digest("one"), Examples.digest("two")),
          Optional.empty());

  @TempDir private Path folder;
  private MembershipFile file;
  private Path path;

  @BeforeEach
  void open() throws IOException {
    MemberFolder places = new MemberFolder(folder);
    Files.createDirectories(places.membership().getParent());
    file = new MembershipFile(places);
    path = places.membership();
  }

  @Test
  void membership_isReadAsItWasWritten() throws IOException {
    assertThat(file.read()).isEmpty();

    file.write(FRESH);
    assertThat(file.read()).contains(FRESH);

    Membership guided = FRESH.guidedBy(Guidance.of(Examples.ANSWER));
    file.write(guided);
    assertThat(file.read()).contains(guided);
    assertThat(Files.list(path.getParent())).as("nothing is left beside it").hasSize(1);
  }

  @Test
  void key_isForTheOwnersEyesAndInNoText() throws IOException {
    file.write(FRESH);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(FRESH.toString()).doesNotContain(TestManager.KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "membership/1, membership/2",
    "fsk_k, fsx_k",
    "https://, http://",
    "web-01, -",
    "'}', ''",
    "'}', '}}'",
    "'\"certificates\"', '\"certificate\"'",
    "'\"heartbeat\"', '\"heartbeats\"'"
  })
  void damagedFile_isRefusedAndLeftAsItIs(String from, String to) throws IOException {
    file.write(FRESH.guidedBy(Guidance.of(Examples.ANSWER)));
    String damaged = Files.readString(path).replaceFirst(java.util.regex.Pattern.quote(from), to);
    Files.writeString(path, damaged);

    assertThatThrownBy(() -> file.read())
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.code()).isEqualTo(StatusCode.STORAGE_FAULT);
              assertThat(e.sentence().english()).contains("membership.json");
            });
    assertThat(path).hasContent(damaged);
    assertThat(file.exists()).isTrue();
  }

  @Test
  void hugeFile_isRefused() throws IOException {
    Files.write(path, new byte[256 * 1024 + 1]);

    assertThatThrownBy(() -> file.read()).isInstanceOf(StorageException.class);
  }
}
