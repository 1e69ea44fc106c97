package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A domain of the unmodified Payara Server: a copy of the one it ships with, on ports of its own
 * and without the data grid.
 */
final class PayaraDomain implements AutoCloseable {
  private static final String NAME = "domain1";
  private static final List<Integer> PORTS =
      List.of(3700, 3820, 3920, 4848, 6666, 7676, 8080, 8181, 8686);

  private final Path folder;
  private final Map<Integer, Integer> ports = new LinkedHashMap<>();
  private final Map<String, String> environment;

  private PayaraDomain(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Makes and starts a domain.
   *
   * @param environment what the server's process sees besides
   */
  static PayaraDomain start(Map<String, String> environment) {
    PayaraDomain domain = new PayaraDomain(Distribution.folder("payara"), environment);
    try {
      domain.copy();
      domain.configure();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    domain.asadmin("start-domain", "--domaindir", domain.folder.toString(), NAME);
    return domain;
  }

  private void copy() throws IOException {
    Path original = Distribution.payaraServer().resolve("glassfish/domains").resolve(NAME);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, folder.resolve(NAME).resolve(original.relativize(file)));
      }
    }
  }

  private void configure() throws IOException {
    Path file = folder.resolve(NAME).resolve("config/domain.xml");
    String xml = Files.readString(file);
    for (int port : PORTS) {
      int free = Ports.free();
      ports.put(port, free);
      xml =
          xml.replace("port=\"" + port + "\"", "port=\"" + free + "\"")
              .replace("value=\"" + port + "\"", "value=\"" + free + "\"")
              .replace("port=" + port + "<", "port=" + free + "<");
    }
    xml =
        xml.replace(
            "<hazelcast-config-specific-configuration>",
            "<hazelcast-config-specific-configuration enabled=\"false\">");
    Files.writeString(file, xml);
  }

  /** Deploys an application at the root and fails unless asadmin succeeds. */
  void deploy(Path application) {
    asadmin(
        "--port",
        Integer.toString(ports.get(4848)),
        "deploy",
        "--name",
        "freshseal",
        "--contextroot",
        "/",
        application.toString());
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + ports.get(8080) + "/");
  }

  /** The end of the server's log. */
  String log() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(NAME).resolve("logs/server.log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 150), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  private void asadmin(String... words) {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(Distribution.payaraServer().resolve("bin/asadmin").toString());
    command.addAll(List.of(words));
    Command done = Command.run(command, environment, folder);
    if (done.exit() != 0) {
      throw new AssertionError(done + "\n" + log());
    }
  }

  @Override
  public void close() {
    asadmin("stop-domain", "--kill=true", "--domaindir", folder.toString(), NAME);
  }
}
