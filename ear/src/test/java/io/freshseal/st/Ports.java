package io.freshseal.st;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports nobody listens on, on the loopback address. Test processes that run beside each other take
 * theirs from ranges of their own, below the ports that the system gives to outgoing connections: a
 * server that is down for a moment finds its port free when it comes back. Where in its range a
 * process begins follows from its id, for a build of another checkout has the same ranges.
 */
final class Ports {
  private static final int FIRST = 20_000;
  private static final int PER_PROCESS = 2_000;
  private static final int PROCESSES = 6;
  private static final int START = FIRST + Math.floorMod(process() - 1, PROCESSES) * PER_PROCESS;
  private static final AtomicInteger TAKEN =
      new AtomicInteger(offset(ProcessHandle.current().pid()));

  private Ports() {}

  static int free() {
    for (int i = 0; i < PER_PROCESS; i++) {
      int port = START + TAKEN.getAndIncrement() % PER_PROCESS;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + START + " on");
  }

  // Processes that begin one after the other are far apart: a fraction of the golden section.
  private static int offset(long pid) {
    return (int) (pid * 1_236 % PER_PROCESS);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The number that the build gives each of its test processes, counted from 1. */
  private static int process() {
    return Integer.getInteger("freshseal.st.fork", 1);
  }
}
