package io.freshseal.vault.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {

  private static final byte[] BYTES = "the bytes of an object".getBytes(UTF_8);
  private static final Sha256 NAME = Sha256.of(BYTES);

  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = new ObjectStore(folder, DiskRoom.OF_FILE_STORE);
  }

  @Test
  void staged_object_is_found_only_after_its_admission() throws IOException {
    try (StagedObject staged = store.stage(new ByteArrayInputStream(BYTES), 1000)) {
      assertThat(staged.sha256()).isEqualTo(NAME);
      assertThat(staged.size()).isEqualTo(BYTES.length);
      assertThat(store.find(NAME)).isEmpty();

      staged.admit();
    }
    assertThat(store.find(NAME).orElseThrow()).hasBinaryContent(BYTES);
    assertThat(store.find(NAME).orElseThrow())
        .isEqualTo(
            folder.resolve("objects").resolve(NAME.hex().substring(0, 2)).resolve(NAME.hex()));
    assertThat(staging()).isEmpty();
  }

  @Test
  void closed_without_admission_nothing_stays() throws IOException {
    store.stage(new ByteArrayInputStream(BYTES), 1000).close();

    assertThat(store.find(NAME)).isEmpty();
    assertThat(staging()).isEmpty();
  }

  @Test
  void too_long_and_broken_streams_leave_nothing() throws IOException {
    InputStream broken =
        new InputStream() {
          private int count;

          @Override
          public int read() throws IOException {
            if (count++ > 100) {
              throw new IOException("connection reset");
            }
            return 1;
          }
        };

    assertThatThrownBy(() -> store.stage(new ByteArrayInputStream(BYTES), 5))
        .isInstanceOf(TooLargeException.class);
    assertThatThrownBy(() -> store.stage(broken, 1000)).hasMessage("connection reset");
    assertThat(staging()).isEmpty();
  }

  @Test
  void same_object_twice_is_one() throws IOException {
    store.put(BYTES);
    store.put(BYTES);

    assertThat(store.holds(NAME, BYTES.length)).isTrue();
    assertThat(staging()).isEmpty();
  }

  @Test
  void damaged_or_short_object_is_not_passed_off_as_whole() throws IOException {
    store.put(BYTES);
    Path file = store.find(NAME).orElseThrow();
    byte[] damaged = BYTES.clone();
    damaged[3] ^= 1;
    Files.write(file, damaged);

    assertThat(store.read(NAME, 1000)).isEmpty();
    assertThat(store.verify(NAME)).isFalse();

    Files.write(file, new byte[3]);
    assertThat(store.holds(NAME, BYTES.length)).isFalse();
  }

  @Test
  void partial_object_is_resumed_and_admitted_when_whole() throws IOException {
    try (PartialObject first = store.partial(NAME, BYTES.length)) {
      first.append(BYTES, 0, 10);
      assertThat(first.complete()).isEqualTo(Admission.INCOMPLETE);
    }
    ObjectStore restarted = new ObjectStore(folder, DiskRoom.OF_FILE_STORE);
    List<Long> progress = new ArrayList<>();
    try (PartialObject second = restarted.partial(NAME, BYTES.length, progress::add)) {
      assertThat(second.length()).isEqualTo(10);
      second.append(BYTES, 10, BYTES.length - 10);
      assertThat(second.complete()).isEqualTo(Admission.ADMITTED);
    }
    assertThat(progress).containsExactly((long) BYTES.length);
    assertThat(restarted.find(NAME).orElseThrow()).hasBinaryContent(BYTES);
    assertThat(staging()).isEmpty();
  }

  @Test
  void whole_but_wrong_bytes_are_forgotten() throws IOException {
    try (PartialObject partial = store.partial(NAME, BYTES.length)) {
      partial.append(new byte[BYTES.length], 0, BYTES.length);
      assertThat(partial.complete()).isEqualTo(Admission.DIGEST_MISMATCH);
      assertThat(partial.length()).isZero();
      partial.append(BYTES, 0, BYTES.length);
      assertThat(partial.complete()).isEqualTo(Admission.ADMITTED);
    }
    assertThat(store.verify(NAME)).isTrue();
  }

  @Test
  void one_byte_too_many_is_not_taken() throws IOException {
    try (PartialObject partial = store.partial(NAME, 5)) {
      partial.append(BYTES, 0, 4);
      assertThatThrownBy(() -> partial.append(BYTES, 4, 2)).isInstanceOf(TooLargeException.class);
      assertThat(partial.length()).isEqualTo(4);
    }
  }

  @Test
  void empty_object_is_an_object() throws IOException {
    Sha256 empty = Sha256.of(new byte[0]);
    try (PartialObject partial = store.partial(empty, 0)) {
      assertThat(partial.complete()).isEqualTo(Admission.ADMITTED);
    }
    assertThat(store.holds(empty, 0)).isTrue();
    assertThat(staging()).isEmpty();
  }

  @Test
  void object_on_its_way_is_not_opened_twice() throws IOException {
    try (PartialObject partial = store.partial(NAME, 5)) {
      assertThat(partial.length()).isZero();
      assertThatThrownBy(() -> store.partial(NAME, 5)).isInstanceOf(IllegalStateException.class);
    }
    store.partial(NAME, 5).close();
  }

  private List<Path> staging() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("staging"))) {
      return files.toList();
    }
  }
}
