package io.freshseal.replication.control.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server on loopback that writes whatever bytes a test wants, so that it can break every rule of
 * HTTP. Each connection serves one request; the script of the test answers it.
 */
public final class RawServer implements AutoCloseable {

  /** Answers one request. */
  public interface Script {
    void answer(Request request, Wire wire) throws IOException;
  }

  /** What was asked: the request line and the header lines as they came. */
  public record Request(String line, List<String> headers) {

    /** The value of a header, or null. */
    public String header(String name) {
      String prefix = name.toLowerCase() + ":";
      return headers.stream()
          .filter(h -> h.toLowerCase().startsWith(prefix))
          .map(h -> h.substring(prefix.length()).strip())
          .findFirst()
          .orElse(null);
    }
  }

  /** The way back to the client. */
  public final class Wire {
    private final OutputStream out;

    private Wire(OutputStream out) {
      this.out = out;
    }

    /** Writes header lines and an empty line. */
    public Wire head(String... lines) throws IOException {
      return text(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Writes text as it is. */
    public Wire text(String text) throws IOException {
      return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes bytes as they are. */
    public Wire bytes(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      return this;
    }

    /** Says no more, and holds the connection until the server is closed. */
    public void stall() {
      awaitEnd(Long.MAX_VALUE);
    }

    /** Writes the text one byte at a time for ever, until the server or the client ends it. */
    public void drip(String text, long millisBetween) throws IOException {
      for (int i = 0; !awaitEnd(millisBetween); i = (i + 1) % text.length()) {
        text(text.substring(i, i + 1));
      }
    }

    /** Writes buffers for ever, as fast as the client takes them. */
    public void flood(byte[] buffer) throws IOException {
      while (!awaitEnd(0)) {
        bytes(buffer);
      }
    }

    private boolean awaitEnd(long millis) {
      try {
        return end.await(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return true;
      }
    }
  }

  private final ServerSocket listener;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicReference<Script> script = new AtomicReference<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  public RawServer(Script script) {
    this.script.set(script);
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** The port that this server listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The base address of a relay at this server. */
  public String base() {
    return "http://127.0.0.1:" + port() + "/api/v1";
  }

  /** Answers otherwise from the next request on. */
  public void become(Script other) {
    script.set(other);
  }

  /** Everything asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      if (line == null) {
        return;
      }
      List<String> headers = new ArrayList<>();
      for (String h = in.readLine(); h != null && !h.isEmpty(); h = in.readLine()) {
        headers.add(h);
      }
      Request request = new Request(line, headers);
      requests.add(request);
      script.get().answer(request, new Wire(socket.getOutputStream()));
    } catch (IOException e) {
      // The client gave up, which is what many of these tests are about.
    }
  }

  @Override
  public void close() {
    end.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
