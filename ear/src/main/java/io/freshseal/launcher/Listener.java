package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * An address of this machine that a server listens on.
 *
 * @param given the address as it was given
 * @param socket the same resolved, with the port, never 0
 */
record Listener(String given, InetSocketAddress socket) {

  /**
   * Binds once and lets go, because Payara Micro would find out late and say little.
   *
   * @param setting the name of the setting that gave the address
   * @param port 0 takes any free one
   * @throws LaunchRefused if the address is none of this machine, or the port is in use
   */
  static Listener free(String setting, String address, int port) throws LaunchRefused {
    try {
      InetAddress host = InetAddress.getByName(address);
      try (ServerSocket socket = new ServerSocket(port, 1, host)) {
        return new Listener(address, new InetSocketAddress(host, socket.getLocalPort()));
      }
    } catch (UnknownHostException e) {
      throw new LaunchRefused(FAULT, setting + " is no address of this machine: " + address);
    } catch (IOException e) {
      throw new LaunchRefused(
          FAULT, "cannot listen on " + address + " port " + port + ": " + e.getMessage());
    }
  }

  int port() {
    return socket.getPort();
  }

  /** Where this machine itself reaches it. */
  InetAddress host() {
    InetAddress host = socket.getAddress();
    return host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
  }

  String url(String scheme) {
    String name = host().getHostAddress();
    return scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port() + "/";
  }
}
