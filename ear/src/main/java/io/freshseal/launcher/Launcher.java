package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;

import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    Listener http = Listener.free("freshseal.http.address", options.address(), options.port());
    Optional<TlsOptions> wanted = options.tls();
    Optional<TlsListener> tls =
        wanted.isPresent()
            ? Optional.of(TlsListener.of(wanted.get(), http, Clock.systemUTC().instant()))
            : Optional.empty();
    DataFolder data = DataFolder.take(options.data());
    tellTheServer(options, data, http, tls);

    ServerLog log = new ServerLog(data.log());
    PrintStream errors = System.err;
    log.quieten(terminal);
    boot(microOptions(data, log, http, tls));
    if (!answers(http.url("http") + "health/ready")) {
      System.setErr(errors);
      throw notStarted(log, log.cause().orElse("the application does not answer"));
    }
    if (tls.isPresent() && !tls.get().answers(PATIENCE_MILLIS)) {
      System.setErr(errors);
      throw notStarted(log, "port " + tls.get().port() + " does not show the TLS certificate");
    }
    tls.ifPresent(https -> terminal.println(https.sentence()));
    terminal.println("Freshseal is ready: " + http.url("http"));
  }

  private void tellTheServer(
      LaunchOptions options, DataFolder data, Listener http, Optional<TlsListener> tls) {
    options.systemProperties().forEach(System::setProperty);
    if (!options.gives(SAMPLE)) {
      System.setProperty(SAMPLE, home.resolve("sample").toString());
    }
    System.setProperty("freshseal.data", data.path().toString());
    System.setProperty("freshseal.http.port", Integer.toString(http.port()));
    System.setProperty("java.io.tmpdir", data.temporary().toString());
    tls.ifPresent(
        https -> {
          System.setProperty("freshseal.tls.port", Integer.toString(https.port()));
          https.systemProperties().forEach(System::setProperty);
        });
  }

  private static LaunchRefused notStarted(ServerLog log, String cause) {
    return new LaunchRefused(
        FAULT, "the server did not start: " + cause + "\nThe log is " + log.current());
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

  private String[] microOptions(
      DataFolder data, ServerLog log, Listener http, Optional<TlsListener> tls) throws IOException {
    Path runtime = data.runtime();
    Path logging =
        log.configure(
            home.resolve("etc/logging.properties"), runtime.resolve("launch-logging.properties"));
    List<String> options =
        new ArrayList<>(
            List.of(
                "--nohazelcast", // or it listens on port 6900 of every address
                "--disablephonehome",
                "--rootdir",
                runtime.toString(),
                "--port",
                Integer.toString(http.port()),
                "--logproperties",
                logging.toString(),
                "--prebootcommandfile",
                commands(runtime, http, tls).toString(),
                "--contextroot",
                "/",
                "--deploy",
                home.resolve("lib/server/freshseal.war").toString()));
    tls.ifPresent(https -> options.addAll(https.microOptions()));
    return options.toArray(String[]::new);
  }

  private Path commands(Path runtime, Listener http, Optional<TlsListener> tls) throws IOException {
    String text =
        Files.readString(home.resolve("etc/preboot.txt")) + address("http-listener", http.given());
    if (tls.isPresent()) {
      text +=
          Files.readString(home.resolve("etc/preboot-tls.txt"))
              + address("https-listener", tls.get().address());
    }
    return Files.writeString(runtime.resolve("launch-commands.txt"), text);
  }

  private static String address(String listener, String address) {
    return "set configs.config.server-config.network-config.network-listeners.network-listener."
        + listener
        + ".address="
        + address
        + "\n";
  }
}
