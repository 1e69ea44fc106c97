package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A throw-away PostgreSQL on a free port of the loopback address, with one user and a password. It
 * refuses to run as root, so root lends it another user.
 */
final class PostgresCluster implements AutoCloseable {
  static final String USER = "freshseal";
  static final String PASSWORD = "a-database-password";
  private static final String LESS_THAN_ROOT = "nobody";

  private final Path bin;
  private final Path folder;
  private final int port = Ports.free();

  private PostgresCluster(Path bin, Path folder) {
    this.bin = bin;
    this.folder = folder;
  }

  static PostgresCluster start() {
    Path bin = Tools.needPostgresql();
    try {
      // Not below the build's folder, which another user may not enter.
      Path folder = Files.createTempDirectory("freshseal-postgresql");
      Path password = Files.writeString(folder.resolve("password"), PASSWORD);
      if (isRoot()) {
        var user = folder.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(folder, user.lookupPrincipalByName(LESS_THAN_ROOT));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
      }
      PostgresCluster cluster = new PostgresCluster(bin, folder);
      cluster.run(
          "initdb",
          "-D",
          cluster.data(),
          "-U",
          USER,
          "--auth=scram-sha-256",
          "--pwfile=" + password,
          "--no-sync",
          "-E",
          "UTF8");
      cluster.run(
          "pg_ctl",
          "-D",
          cluster.data(),
          "-w",
          "-l",
          folder.resolve("log").toString(),
          "-o",
          "-p " + cluster.port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + folder,
          "start");
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** A server on this database, to be started; its relay is left alone for an hour. */
  Server server() {
    return Server.with("db.url", url(), "db.user", USER, "relay.interval", "PT1H")
        .withEnvironment("FRESHSEAL_DB_PASSWORD", PASSWORD);
  }

  /** The result of a query, as text. */
  String query(String sql) {
    return run(
            "psql",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-U",
            USER,
            "-d",
            "postgres",
            "-A",
            "-t",
            "-c",
            sql)
        .out()
        .strip();
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private Command run(String program, String... options) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid", LESS_THAN_ROOT, "--clear-groups"));
    }
    Path inBin = bin.resolve(program);
    words.add(Files.isExecutable(inBin) ? inBin.toString() : program);
    words.addAll(List.of(options));
    return Command.run(words, Map.of("PGPASSWORD", PASSWORD), folder).expect(0);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void close() {
    run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }
}
