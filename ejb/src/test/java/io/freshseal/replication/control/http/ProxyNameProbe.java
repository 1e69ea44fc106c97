package io.freshseal.replication.control.http;

import io.freshseal.shared.entity.HttpProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Map;
import java.util.Optional;

/**
 * Asks one caller three times through a proxy known by its name alone, while that name moves: it is
 * unknown, then one address, then another. The names are those of the file that the Java runtime
 * was given at its start, which is why this is a program of its own. Prints who was asked.
 */
final class ProxyNameProbe {

  private static final String NAME = "proxy.moving.test";
  private static final BaseUrl BASE = BaseUrl.parse("http://source.invalid/v1").orElseThrow();

  private ProxyNameProbe() {}

  public static void main(String[] args) throws IOException {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Path hosts = Path.of(System.getProperty("jdk.net.hosts.file"));
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerSocket other =
            new ServerSocket(one.getLocalPort(), 1, InetAddress.getByName("127.0.0.2"))) {
      serve(one);
      serve(other);
      Route route =
          new Route(BASE, Optional.of(new HttpProxy(NAME, one.getLocalPort(), Optional.empty())));
      HttpCaller caller = new HttpCaller(route, TransferLimits.DEFAULT);
      System.out.println(asked(caller));
      Files.writeString(hosts, "127.0.0.1 " + NAME + "\n");
      System.out.println(asked(caller));
      Files.writeString(hosts, "127.0.0.2 " + NAME + "\n");
      System.out.println(asked(caller));
    }
    System.exit(0);
  }

  private static String asked(HttpCaller caller) throws IOException {
    try (HttpAnswer answer = caller.get(BASE.resolve("catalog"), Map.of())) {
      return new String(answer.body().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (HttpFault e) {
      return e.code().name();
    }
  }

  private static void serve(ServerSocket server) {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                answer(server);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      byte[] asked = new byte[4096];
      if (socket.getInputStream().read(asked) > 0) {
        String body = server.getInetAddress().getHostAddress();
        out.write(
            ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
                .getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The probe has ended.
    }
  }
}
