package io.freshseal.st;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that ask for a large file and take a few hundred bytes of it a second; whoever is
 * turned away comes again. One thread for all of them.
 */
final class SlowReaders implements AutoCloseable {
  private static final int BYTES_A_TURN = 512;
  private static final long TURN_NANOS = 1_000_000_000L;
  private static final int AGAIN_AFTER_TURNS = 10;

  private final InetSocketAddress server;
  private final byte[] request;
  private final int count;
  private final Selector selector;
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final Map<SocketChannel, Boolean> heard = new HashMap<>();
  private final Thread thread = new Thread(this::run, "slow readers");
  private volatile boolean over;
  private Throwable fault;
  private long turns;
  private long most;
  private int cut;
  private int unanswered;

  private SlowReaders(int port, String path, int count) throws IOException {
    this.server = new InetSocketAddress("127.0.0.1", port);
    this.request =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    this.count = count;
    this.selector = Selector.open();
  }

  /** Begins with so many. */
  static SlowReaders start(int port, String path, int count) throws IOException {
    SlowReaders readers = new SlowReaders(port, path, count);
    readers.thread.setDaemon(true);
    readers.thread.start();
    return readers;
  }

  private void run() {
    try {
      while (!over) {
        if (turns++ % AGAIN_AFTER_TURNS == 0) {
          while (heard.size() < count) {
            open();
          }
        }
        turn();
        LockSupport.parkNanos(TURN_NANOS);
      }
    } catch (IOException | RuntimeException e) {
      fault = e;
    }
  }

  private void open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    channel.connect(server);
    channel.register(selector, SelectionKey.OP_CONNECT);
    heard.put(channel, false);
  }

  private void turn() throws IOException {
    selector.selectNow();
    for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
      SocketChannel channel = (SocketChannel) key.channel();
      try {
        if (key.isConnectable()) {
          channel.finishConnect();
          channel.write(ByteBuffer.wrap(request));
          key.interestOps(SelectionKey.OP_READ);
        } else {
          read(channel);
        }
      } catch (IOException e) {
        broke(channel);
      }
    }
    selector.selectedKeys().clear();
    most = Math.max(most, heard.values().stream().filter(taking -> taking).count());
  }

  private void read(SocketChannel channel) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(BYTES_A_TURN);
    int got = channel.read(in);
    if (got < 0) {
      broke(channel);
      return;
    }
    if (got == 0 || Boolean.TRUE.equals(heard.get(channel))) {
      return;
    }
    String text = new String(in.array(), 0, got, StandardCharsets.US_ASCII);
    int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : -1;
    statuses.merge(status, 1, Integer::sum);
    if (status == 200) {
      heard.put(channel, true);
    } else {
      leave(channel);
    }
  }

  private void broke(SocketChannel channel) throws IOException {
    if (Boolean.TRUE.equals(heard.get(channel))) {
      cut++;
    } else {
      unanswered++;
    }
    leave(channel);
  }

  private void leave(SocketChannel channel) throws IOException {
    heard.remove(channel);
    channel.close();
  }

  /** How many of them were being sent something at once, at most. */
  long most() {
    return most;
  }

  /** How many connections ended while they were being sent something; after {@link #end}. */
  int cut() {
    return cut;
  }

  /** How many connections ended, or were not made, before any answer; after {@link #end}. */
  int unanswered() {
    return unanswered;
  }

  /** Ends them; answers how they were answered, by status. */
  Map<Integer, Integer> end() throws InterruptedException {
    over = true;
    thread.join();
    if (fault != null) {
      throw new AssertionError("the slow readers broke off", fault);
    }
    return statuses;
  }

  @Override
  public void close() throws IOException {
    over = true;
    for (SocketChannel channel : new ArrayList<>(heard.keySet())) {
      channel.close();
    }
    selector.close();
  }
}
