package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BoundedInputStreamTest {

  @Test
  void stream_of_exactly_the_bound_passes() throws IOException {
    assertThat(BoundedInputStream.readAll(stream(100), 100)).hasSize(100);
    assertThat(BoundedInputStream.readAll(stream(0), 0)).isEmpty();
  }

  @Test
  void one_byte_more_fails() {
    assertThatThrownBy(() -> BoundedInputStream.readAll(stream(101), 100))
        .isInstanceOf(TooLargeException.class);
    assertThatThrownBy(() -> BoundedInputStream.readAll(stream(1), 0))
        .isInstanceOf(TooLargeException.class);
  }

  @Test
  void endless_stream_fails_at_the_bound() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }
        };

    assertThatThrownBy(() -> BoundedInputStream.readAll(endless, 10_000))
        .isInstanceOf(TooLargeException.class);
  }

  @Test
  void reading_byte_by_byte_and_skipping_count_too() throws IOException {
    try (InputStream in = new BoundedInputStream(stream(10), 3)) {
      assertThat(in.read()).isZero();
      assertThat(in.skip(2)).isEqualTo(2);
      assertThatThrownBy(in::read).isInstanceOf(TooLargeException.class);
    }
    try (InputStream in = new BoundedInputStream(stream(10), 3)) {
      assertThatThrownBy(() -> in.skip(4)).isInstanceOf(TooLargeException.class);
    }
  }

  private static InputStream stream(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }
}
