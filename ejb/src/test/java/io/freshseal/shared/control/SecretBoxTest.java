package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SECRET = "pässwörd 東京";

  @TempDir private Path folder;

  private SecretBox box(String name) throws Exception {
    return SecretBox.at(folder.resolve(name).resolve("secrets.key"), RANDOM);
  }

  @Test
  void sealedSecret_opensAfterARestart() throws Exception {
    String sealed = box("one").seal(SECRET, "group-1");

    assertThat(box("one").open(sealed, "group-1")).contains(SECRET);
    assertThat(new String(Base64.getDecoder().decode(sealed))).doesNotContain(SECRET);
  }

  @Test
  void sameSecretTwice_looksDifferentEachTime() throws Exception {
    SecretBox box = box("one");

    assertThat(box.seal(SECRET, "a")).isNotEqualTo(box.seal(SECRET, "a"));
  }

  @Test
  void otherKeyOtherPurposeAndEveryFlippedByte_openNothing() throws Exception {
    SecretBox box = box("one");
    String sealed = box.seal(SECRET, "group-1");

    assertThat(box("two").open(sealed, "group-1")).isEmpty();
    assertThat(box.open(sealed, "group-2")).isEmpty();
    assertThat(box.open("", "group-1")).isEmpty();
    assertThat(box.open("not Base64!", "group-1")).isEmpty();
    byte[] whole = Base64.getDecoder().decode(sealed);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      assertThat(box.open(Base64.getEncoder().encodeToString(flipped), "group-1")).isEmpty();
    }
  }

  @Test
  void key_isItsOwnersAlone_andADamagedOneIsNotReplaced() throws Exception {
    box("one");
    Path key = folder.resolve("one").resolve("secrets.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");

    Files.write(key, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> box("one")).isInstanceOf(StorageException.class);
    assertThat(Files.readAllBytes(key)).containsExactly(1, 2, 3);
  }
}
