package io.freshseal.api.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.api.http.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSliceTest {

  private static final int LENGTH = 300_000;

  @TempDir Path folder;
  private final byte[] content = new byte[LENGTH];
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    new Random(7).nextBytes(content);
    file = Files.write(folder.resolve("object"), content);
  }

  @Test
  void the_whole_is_every_byte_over_many_buffers() throws IOException {
    assertThat(copy(FileSlice.whole(file, LENGTH))).isEqualTo(content);
  }

  @Test
  void a_part_is_exactly_the_bytes_asked_for() throws IOException {
    assertThat(copy(new FileSlice(file, new ByteRange(131_071, 262_145))))
        .isEqualTo(Arrays.copyOfRange(content, 131_071, 262_146));
    assertThat(copy(new FileSlice(file, new ByteRange(LENGTH - 1, LENGTH - 1))))
        .containsExactly(content[LENGTH - 1]);
  }

  @Test
  void an_empty_file_is_no_bytes() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThat(copy(FileSlice.whole(empty, 0))).isEmpty();
  }

  @Test
  void a_file_that_has_lost_its_end_breaks_the_response_off() {
    assertThatThrownBy(() -> copy(FileSlice.whole(file, LENGTH + 1L)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void a_reader_who_leaves_is_told_apart_from_a_fault_of_the_file() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("connection closed");
          }
        };

    assertThatThrownBy(() -> FileSlice.whole(file, LENGTH).copyTo(closed))
        .isInstanceOf(FileSlice.ReaderGoneException.class);
  }

  private static byte[] copy(FileSlice slice) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    slice.copyTo(out);
    return out.toByteArray();
  }
}
