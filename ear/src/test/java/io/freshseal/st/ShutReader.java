package io.freshseal.st;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A reader of HTTP/2 that allows a stream as many bytes as there can be, and all of them together
 * the 65,535 of the beginning: it never opens the window of the connection (RFC 9113, 6.9.2).
 */
final class ShutReader implements AutoCloseable {
  private static final int WINDOW = 65_535;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int DATA = 0;

  private final Socket socket;
  private final DataInputStream in;

  private ShutReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Asks for something by the upgrade of RFC 7540, 3.2. */
  static ShutReader ask(int port, String path) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    // SETTINGS_INITIAL_WINDOW_SIZE, 2^31-1
    byte[] settings = ByteBuffer.allocate(6).putShort((short) 4).putInt(Integer.MAX_VALUE).array();
    String upgrade =
        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: %s\r\n\r\n";
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(settings);
    OutputStream out = socket.getOutputStream();
    out.write(upgrade.formatted(path, encoded).getBytes(StandardCharsets.US_ASCII));
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    // A frame of 6 bytes, type SETTINGS, stream 0.
    out.write(new byte[] {0, 0, 6, 4, 0, 0, 0, 0, 0});
    out.write(settings);
    return new ShutReader(socket);
  }

  /** Reads what the window of the connection lets through; no more can come. */
  void awaitAllThatIsLetThrough() throws IOException {
    String line = "";
    while (!line.endsWith("\r\n\r\n")) {
      line += (char) in.readUnsignedByte();
    }
    int got = 0;
    while (got < WINDOW) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.skipNBytes(5);
      in.skipNBytes(length);
      got += type == DATA ? length : 0;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
