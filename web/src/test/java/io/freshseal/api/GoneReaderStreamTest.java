package io.freshseal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GoneReaderStreamTest {

  private final Connection connection = new Connection();
  private final GoneReaderStream stream = new GoneReaderStream(connection);

  @Test
  void while_the_reader_is_there_every_byte_arrives() throws IOException {
    stream.write(1);
    stream.write(new byte[] {0, 2, 3, 0}, 1, 2);
    stream.flush();
    stream.close();

    assertThat(connection.received.toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void finding_the_reader_gone_is_no_fault_but_going_on_sending_is() {
    connection.closed = true;

    assertThatCode(() -> stream.write(new byte[9])).doesNotThrowAnyException();
    assertThatThrownBy(() -> stream.write(new byte[9])).isInstanceOf(IOException.class);
    assertThatCode(stream::flush).doesNotThrowAnyException();
    assertThatCode(stream::close).doesNotThrowAnyException();
  }

  private static final class Connection extends ServletOutputStream {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean closed;

    @Override
    public void write(int b) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      received.write(b);
    }

    @Override
    public void flush() throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
