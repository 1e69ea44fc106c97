package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Many connections to one server, each with one request that waits, in one thread. They come from
 * several addresses of the loopback net, since one address has ports for 28,000 only.
 */
final class WaitingCrowd implements AutoCloseable {
  private static final int PER_ADDRESS = 20_000;
  // A server with two processors reads no more; what comes faster it turns away.
  private static final int EACH_SECOND = 1000;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final Selector selector;
  private final InetSocketAddress server;
  private final byte[] request;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<Long> answers = new ArrayList<>();
  private int sent;

  WaitingCrowd(int port, String path, String tag) throws IOException {
    this.selector = Selector.open();
    this.server = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    this.request =
        ("HEAD "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nAccept: application/pkcs7-mime\r\nPrefer: wait=50\r\nIf-None-Match: "
                + tag
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** Opens connections until there are so many, each with its request sent. */
  void grow(int count) throws IOException {
    long begin = System.nanoTime();
    int first = channels.size();
    while (sent < count) {
      long due = first + (System.nanoTime() - begin) * EACH_SECOND / 1_000_000_000L;
      while (channels.size() < Math.min(count, due)) {
        open();
      }
      turn();
    }
  }

  private void open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    int net = 1 + channels.size() / PER_ADDRESS;
    channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + net), 0));
    channel.connect(server);
    channel.register(selector, SelectionKey.OP_CONNECT);
    channels.add(channel);
  }

  private void turn() throws IOException {
    selector.select(
        key -> {
          try {
            ready(key);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        20);
  }

  private void ready(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    if (key.isConnectable()) {
      channel.finishConnect();
      ByteBuffer out = ByteBuffer.wrap(request);
      while (out.hasRemaining()) {
        channel.write(out);
      }
      sent++;
      key.interestOps(SelectionKey.OP_READ);
    } else {
      read(key, channel);
    }
  }

  private void read(SelectionKey key, SocketChannel channel) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(4096);
    int count = channel.read(in);
    String text = new String(in.array(), 0, Math.max(0, count), StandardCharsets.US_ASCII);
    int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : -1;
    statuses.merge(status, 1, Integer::sum);
    answers.add(System.nanoTime());
    key.cancel();
  }

  /** Lets time pass, and hears answers, until something holds. */
  void until(BooleanSupplier holds) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time; answered: " + statuses);
      }
      turn();
    }
  }

  /** How many were answered, by status; -1 is a connection that was closed. */
  Map<Integer, Integer> statuses() {
    return statuses;
  }

  int answered() {
    return answers.size();
  }

  /** Nanoseconds of {@link System#nanoTime}, one for each answer, in their order. */
  List<Long> answers() {
    return answers;
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
