package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The very files that a source offers, as a tree that nginx and a daemon of rsync offer, and
 * mirrors of it by {@code wget -N} and {@code rsync -a}: what a user would take instead, which
 * judges nothing.
 */
final class FileMirrors implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern RECEIVED = Pattern.compile("Total bytes (sent|received): ([\\d,]+)");

  /**
   * One mirroring.
   *
   * @param bytes on the wire, both ways for rsync, of the answers for wget
   */
  record Mirrored(long millis, long requests, long bytes) {}

  private final Path folder;
  private final List<Process> servers = new ArrayList<>();
  private final int web = free();
  private final int daemon = free();
  private OfferedFiles tree;
  private Instant time = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * Begins to offer.
   *
   * @param folder made if it is not there, on the same disk as the files
   * @param first what is offered at first
   */
  FileMirrors(Path folder, OfferedFiles first) throws IOException {
    this.folder = folder;
    this.tree = new OfferedFiles(first.objects(), Map.of());
    Files.createDirectories(folder.resolve("logs"));
    offer(first);
    serve();
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Offers these files; what is other than before gets a new time, whatever the source's is. */
  void offer(OfferedFiles next) throws IOException {
    time = time.plusSeconds(60);
    for (String name : tree.names().keySet()) {
      if (!next.names().containsKey(name)) {
        Files.delete(file("www", name));
      }
    }
    List<String> addresses = new ArrayList<>();
    for (String name : next.names().keySet()) {
      addresses.add("http://127.0.0.1:" + web + "/" + name);
      if (!next.names().get(name).equals(tree.names().get(name))) {
        Path file = file("www", name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createLink(file, next.file(name));
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
    Files.write(folder.resolve("addresses"), addresses);
    tree = next;
  }

  private Path file(String root, String name) {
    return folder.resolve(root).resolve(name);
  }

  private void serve() throws IOException {
    Path nginx = folder.resolve("nginx.conf");
    Files.writeString(
        nginx,
        """
        daemon off; user root; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/logs/error;
        events { worker_connections 64; }
        http {
          log_format bytes '$bytes_sent'; access_log %1$s/logs/access bytes;
          client_body_temp_path %1$s/tmp; proxy_temp_path %1$s/tmp; fastcgi_temp_path %1$s/tmp;
          uwsgi_temp_path %1$s/tmp; scgi_temp_path %1$s/tmp;
          sendfile on; keepalive_requests 1000000;
          server { listen 127.0.0.1:%2$d; root %1$s/www; }
        }
        """
            .formatted(folder, web));
    Path rsync = folder.resolve("rsyncd.conf");
    Files.writeString(
        rsync,
        "use chroot = no\nport = %d\naddress = 127.0.0.1\n[tree]\npath = %s/www\n"
            .formatted(daemon, folder));
    servers.add(begin("nginx", "-c", nginx.toString(), "-e", folder + "/logs/error"));
    servers.add(begin("rsync", "--daemon", "--no-detach", "--config=" + rsync));
    for (int port : List.of(web, daemon)) {
      awaitPort(port);
    }
  }

  private static void awaitPort(int port) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        assertThat(System.nanoTime()).as("port " + port).isLessThan(end);
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private Process begin(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("logs").resolve(command[0]).toFile())
        .start();
  }

  /** Mirrors by wget, with the times of the files as the condition. */
  Mirrored wget() throws IOException, InterruptedException {
    Path log = folder.resolve("logs/access");
    long before = Files.exists(log) ? Files.size(log) : 0;
    long millis =
        run(
            "wget",
            "-q",
            "-N",
            "-x",
            "-nH",
            "-P",
            folder + "/by-wget",
            "-i",
            folder + "/addresses");
    awaitAnswers(log, before);
    LongSummaryStatistics answers =
        answers(log, before).stream().mapToLong(Long::parseLong).summaryStatistics();
    return new Mirrored(millis, answers.getCount(), answers.getSum());
  }

  private static List<String> answers(Path log, long before) throws IOException {
    return Files.readString(log).substring((int) before).lines().toList();
  }

  // nginx notes an answer when it has been sent, which wget does not wait for.
  private void awaitAnswers(Path log, long before) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (answers(log, before).size() < tree.names().size()) {
      assertThat(System.nanoTime()).as("answers that nginx notes").isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Mirrors by rsync, over one connection. */
  Mirrored rsync() throws IOException, InterruptedException {
    long millis =
        run(
            "rsync",
            "-a",
            "--stats",
            "rsync://127.0.0.1:" + daemon + "/tree/",
            folder + "/by-rsync/");
    Matcher bytes = RECEIVED.matcher(Files.readString(folder.resolve("logs/rsync-run")));
    long sum = 0;
    while (bytes.find()) {
      sum += Long.parseLong(bytes.group(2).replace(",", ""));
    }
    return new Mirrored(millis, 1, sum);
  }

  private long run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("logs").resolve(command[0] + "-run");
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.HOURS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return (System.nanoTime() - began) / 1_000_000;
  }

  /**
   * Fails unless both mirrors have the files that are offered, each with the digest that it has.
   */
  void check() throws IOException {
    for (String mirror : List.of("by-wget", "by-rsync")) {
      for (Map.Entry<String, Sha256> name : tree.names().entrySet()) {
        assertThat(Sha256.of(Files.readAllBytes(file(mirror, name.getKey()))))
            .as(mirror + " " + name.getKey())
            .isEqualTo(name.getValue());
      }
    }
  }

  @Override
  public void close() {
    servers.forEach(Process::destroy);
  }
}
