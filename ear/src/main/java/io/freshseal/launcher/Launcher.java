package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;

import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code bin/freshseal} runs. */
public final class Launcher {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String SAMPLE = "freshseal.sample.dir";

  private final Path home;
  private final PrintStream terminal;

  private Launcher(Path home, PrintStream terminal) {
    this.home = home;
    this.terminal = terminal;
  }

  /**
   * Starts the server and returns when it is ready; it runs on until the process is told to end.
   *
   * @param arguments the options of {@code bin/freshseal}; the distribution's folder is the system
   *     property {@code freshseal.home}
   */
  public static void main(String[] arguments) {
    List<String> options = List.of(arguments);
    Path home = Path.of(System.getProperty("freshseal.home"));
    try {
      if (options.contains("--help") || options.contains("-h")) {
        System.out.print(Files.readString(home.resolve("etc/usage.txt")));
        return;
      }
      LaunchOptions given = LaunchOptions.parse(options, System.getenv());
      given.refuseUnknown(Files.readAllLines(home.resolve("etc/settings.txt")));
      new Launcher(home, System.out).start(given);
    } catch (LaunchRefused e) {
      System.err.println("freshseal: " + e.getMessage());
      System.exit(e.status());
    } catch (IOException e) {
      System.err.println("freshseal: " + e);
      System.exit(FAULT);
    }
  }

  private void start(LaunchOptions options) throws LaunchRefused, IOException {
    InetSocketAddress address = freeAddress(options);
    DataFolder data = DataFolder.take(options.data());
    options.systemProperties().forEach(System::setProperty);
    if (!options.gives(SAMPLE)) {
      System.setProperty(SAMPLE, home.resolve("sample").toString());
    }
    System.setProperty("freshseal.data", data.path().toString());
    System.setProperty("freshseal.http.port", Integer.toString(address.getPort()));
    System.setProperty("java.io.tmpdir", data.temporary().toString());

    ServerLog log = new ServerLog(data.log());
    PrintStream errors = System.err;
    log.quieten(terminal);
    boot(microOptions(data, log, options.address(), address.getPort()));
    if (!answers(url(address) + "health/ready")) {
      System.setErr(errors);
      String cause = log.cause().orElse("the application does not answer");
      throw new LaunchRefused(
          FAULT, "the server did not start: " + cause + "\nThe log is " + log.current());
    }
    terminal.println("Freshseal is ready: " + url(address));
  }

  private static void boot(String[] options) {
    try {
      PayaraMicroLauncher.create(options);
    } catch (Exception e) { // the boot declares no less
      e.printStackTrace(); // standard error is a file by now
    }
  }

  /**
   * Asks as others will: Payara Micro runs on where the application did not start, says that it is
   * ready and still counts the application among those deployed.
   */
  private static boolean answers(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  /** Binds once and lets go, because Payara Micro would find out late and say little. */
  private static InetSocketAddress freeAddress(LaunchOptions options) throws LaunchRefused {
    int port = options.port();
    try {
      InetAddress address = InetAddress.getByName(options.address());
      try (ServerSocket socket = new ServerSocket(port, 1, address)) {
        return new InetSocketAddress(address, socket.getLocalPort());
      }
    } catch (UnknownHostException e) {
      throw new LaunchRefused(
          FAULT, "freshseal.http.address is no address of this machine: " + options.address());
    } catch (IOException e) {
      throw new LaunchRefused(
          FAULT, "cannot listen on " + options.address() + " port " + port + ": " + e.getMessage());
    }
  }

  private String[] microOptions(DataFolder data, ServerLog log, String address, int port)
      throws IOException {
    Path runtime = data.runtime();
    Path logging =
        log.configure(
            home.resolve("etc/logging.properties"), runtime.resolve("launch-logging.properties"));
    Path commands =
        Files.writeString(
            runtime.resolve("launch-commands.txt"),
            Files.readString(home.resolve("etc/preboot.txt"))
                + "set configs.config.server-config.network-config.network-listeners"
                + ".network-listener.http-listener.address="
                + address
                + "\n");
    return List.of(
            "--nohazelcast", // or it listens on port 6900 of every address
            "--disablephonehome",
            "--rootdir",
            runtime.toString(),
            "--port",
            Integer.toString(port),
            "--logproperties",
            logging.toString(),
            "--prebootcommandfile",
            commands.toString(),
            "--contextroot",
            "/",
            "--deploy",
            home.resolve("lib/server/freshseal.war").toString())
        .toArray(String[]::new);
  }

  private static String url(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String name = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
    return "http://"
        + (name.contains(":") ? "[" + name + "]" : name)
        + ":"
        + address.getPort()
        + "/";
  }
}
