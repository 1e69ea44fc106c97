package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {

  @TempDir Path folder;
  @TempDir Path data;

  private final List<String> taken = new ArrayList<>();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");

  @Test
  void whatHasComeToRest_isTakenOnce_theLowestSequenceFirst_afterARestartToo() throws IOException {
    BundleFolder watched = watched();
    put("dsupdate_10.zip", 3);
    put("dsupdate_9.zip", 3);
    put("dsupdate_11.zip.part", 3);
    put("other.zip", 3);

    watched.scan(now, this::take);
    assertThat(taken).as("somebody may still be writing").isEmpty();
    watched.scan(now, this::take);
    watched.scan(now, this::take);
    watched.scan(now, this::take);

    assertThat(taken).containsExactly("dsupdate_9.zip", "dsupdate_10.zip");
    assertThat(folder).isDirectoryContaining("glob:**dsupdate_9.zip");
    BundleFolder again = watched();
    again.scan(now, this::take);
    again.scan(now, this::take);
    assertThat(taken).hasSize(2);
  }

  @Test
  void whatIsNotTakenYet_isOfferedAgain_andWhatChanges_isNew() throws IOException {
    BundleFolder watched = watched();
    put("dsupdate_1.zip", 3);
    watched.scan(now, this::take);
    watched.scan(now, file -> false);
    watched.scan(now, this::take);
    assertThat(taken).as("not at once").isEmpty();
    now = now.plus(Duration.ofMinutes(5));
    watched.scan(now, this::take);
    assertThat(taken).hasSize(1);

    put("dsupdate_1.zip", 4);
    watched.scan(now, this::take);
    assertThat(taken).as("it has only just changed").hasSize(1);
    watched.scan(now, this::take);
    assertThat(taken).hasSize(2);
  }

  @Test
  void aDamagedMemory_isForgotten_andWrittenAnew() throws IOException {
    Files.writeString(data.resolve("taken.json"), "{\"taken\":[{}]}");
    put("dsupdate_1.zip", 3);
    BundleFolder watched = watched();
    watched.scan(now, this::take);
    watched.scan(now, this::take);

    assertThat(taken).hasSize(1);
    assertThat(data.resolve("taken.json")).content().contains("dsupdate_1.zip 3 ");
  }

  private BundleFolder watched() {
    return new BundleFolder(folder, data.resolve("taken.json"));
  }

  private boolean take(Path file) {
    return taken.add(file.getFileName().toString());
  }

  private void put(String name, int bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000L + bytes)));
  }
}
