package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {

  @TempDir Path folder;

  @Test
  void replace_puts_the_new_content_and_leaves_nothing_else() throws IOException {
    Path file = folder.resolve("state");
    DurableFiles.replace(file, new byte[] {1});
    DurableFiles.replace(file, new byte[] {2, 3});

    assertThat(file).hasBinaryContent(new byte[] {2, 3});
    assertThat(names()).containsExactly("state");
  }

  @Test
  void refused_replace_leaves_the_old_content_and_nothing_else() throws IOException {
    Path target = folder.resolve("state");
    Files.createDirectory(target);
    Files.writeString(target.resolve("inside"), "a folder that is not empty cannot be replaced");

    assertThatThrownBy(() -> DurableFiles.replace(target, new byte[] {1}))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(StatusCode.STORAGE_FAULT));
    assertThat(target.resolve("inside")).exists();
    assertThat(names()).containsExactly("state");
  }

  @Test
  void move_makes_the_folders_of_the_target() throws IOException {
    Path from = Files.writeString(folder.resolve("from"), "bytes");
    Path to = folder.resolve("a/b/to");

    DurableFiles.moveForced(from, to);

    assertThat(to).hasContent("bytes");
    assertThat(from).doesNotExist();
  }

  @Test
  void full_disk_is_told_from_another_fault() {
    assertThat(code("No space left on device")).isEqualTo(StatusCode.DISK_FULL);
    assertThat(code("Disk quota exceeded")).isEqualTo(StatusCode.DISK_FULL);
    assertThat(code("Input/output error")).isEqualTo(StatusCode.STORAGE_FAULT);
  }

  private StatusCode code(String message) {
    return StorageException.of(new IOException(message), folder).code();
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
