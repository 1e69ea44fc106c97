package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution serves others by https, as openssl and curl see it. */
class TlsST {
  private static final String PASSWORD = "FRESHSEAL_TLS_PASSWORD";
  private static final String HSTS = "strict-transport-security: max-age=31536000";

  private static final int SLOW_READERS = 12;

  private static final TlsKeys KEYS = new TlsKeys();
  private static final int PORT = Ports.free();
  private static Path keystore;
  private static String certificate;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    keystore = Distribution.folder("keystore").resolve("server.p12");
    Files.copy(KEYS.keystore("first"), keystore);
    certificate = KEYS.certificate("first");
    server =
        Server.with(
                "relay.interval",
                "PT1H",
                "tls.keystore",
                keystore.toString(),
                "tls.port",
                Integer.toString(PORT))
            .withEnvironment(PASSWORD, TlsKeys.PASSWORD)
            .asShipped()
            .start();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  /** A handshake by openssl, which checks the chain and the name. */
  private static Command handshake(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Tools.need("openssl").toString(),
                "s_client",
                "-connect",
                "127.0.0.1:" + PORT,
                "-CAfile",
                KEYS.authority().toString(),
                "-verify_return_error",
                "-verify_hostname",
                "localhost"));
    words.addAll(List.of(options));
    return Command.run(words, Map.of(), null);
  }

  private static Command curl(String url, String... options) {
    List<String> words =
        new ArrayList<>(List.of(Tools.need("curl").toString(), "-sSi", "--noproxy", "*"));
    words.addAll(List.of(options));
    words.add(url);
    return Command.run(words, Map.of(), null);
  }

  private static String https(String path, String... options) {
    String[] all = Stream.concat(Stream.of(options), trust()).toArray(String[]::new);
    return curl("https://localhost:" + PORT + path, all).expect(0).out().toLowerCase();
  }

  private static Stream<String> trust() {
    return Stream.of("--cacert", KEYS.authority().toString());
  }

  private static String http(String path) {
    return curl(server.url(path)).expect(0).out().toLowerCase();
  }

  @ParameterizedTest
  @CsvSource({"http, --http1.1, 700000", "https, --http2, 1800000"})
  void whatASlowReaderDoesNotTake_waitsOnDiskAndNotInTheHeap(
      String scheme, String protocol, long bytesEach) throws IOException {
    String name = "slow-" + scheme + protocol.replace(".", "");
    Freshseal.of(server).publish(name, "1.0", Bytes.of(40_000_000, 3));
    String path = "/source/v1/components/" + name + "/1.0";
    String url = scheme.equals("http") ? server.url(path) : "https://localhost:" + PORT + path;
    Path folder = Distribution.folder(name);
    long before = Load.heapKept(server);
    List<Background> readers = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_READERS; i++) {
        readers.add(slowReader(folder, i, protocol, url));
      }
      for (int i = 0; i < SLOW_READERS; i++) {
        Path taken = folder.resolve("taken-" + i);
        Eventually.until(
            "the server sends", Duration.ofSeconds(30), () -> taken.toFile().length() > 0);
      }
      Path whole = folder.resolve("whole");
      String ca = KEYS.authority().toString();
      curl(url, "--cacert", ca, protocol, "-o", whole.toString()).expect(0);
      assertThat(Files.size(whole)).isGreaterThan(40_000_000);
      assertThat(Load.heapKept(server) - before)
          .as("bytes for %d readers", SLOW_READERS)
          .isLessThan(SLOW_READERS * bytesEach);
    } finally {
      readers.forEach(Background::close);
    }
  }

  @Test
  void aReaderWhoOpensAStreamWideAndKeepsTheConnectionShut_doesNotFillTheHeap() throws IOException {
    Freshseal.of(server).publish("shut", "1.0", Bytes.of(40_000_000, 4));
    String path = "/source/v1/components/shut/1.0";
    long before = Load.heapKept(server);
    List<ShutReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_READERS; i++) {
        readers.add(ShutReader.ask(server.port(), path));
      }
      for (ShutReader reader : readers) {
        reader.awaitAllThatIsLetThrough();
      }
      curl(server.url(path), "-o", Distribution.folder("shut").resolve("whole").toString())
          .expect(0);
      assertThat(Load.heapKept(server) - before)
          .as("bytes for %d readers", SLOW_READERS)
          .isLessThan(SLOW_READERS * 700_000L);
    } finally {
      for (ShutReader reader : readers) {
        reader.close();
      }
    }
  }

  private static Background slowReader(Path folder, int number, String protocol, String url) {
    return Background.start(
        List.of(
            Tools.need("curl").toString(),
            "-sS",
            "--noproxy",
            "*",
            "--limit-rate",
            "1k",
            "--cacert",
            KEYS.authority().toString(),
            protocol,
            "-o",
            folder.resolve("taken-" + number).toString(),
            url),
        Map.of(),
        folder);
  }

  private static boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 5_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void openssl_verifiesTheServerByTheAuthorityAlone(String version) {
    assertThat(handshake(version).expect(0).out())
        .contains(certificate)
        .contains("Verify return code: 0 (ok)");
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1, ALL:@SECLEVEL=0",
    "-tls1_1, ALL:@SECLEVEL=0",
    "-tls1_2, ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA",
    "-tls1_2, AES256-GCM-SHA384:AES128-SHA"
  })
  void oldVersionsAndWeakCiphers_areRefusedByTheServer(String version, String ciphers) {
    Command refused = handshake(version, "-cipher", ciphers);

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.out()).contains("Cipher is (NONE)");
    assertThat(refused.err()).as("openssl itself was willing").doesNotContain("no protocols");
    handshake().expect(0);
  }

  @Test
  void curl_readsByHttp2AndHttp1_andOnlyWhoKnowsTheAuthorityDoes() {
    assertThat(https("/health/ready")).startsWith("http/2 200");
    assertThat(https("/health/ready", "--http1.1")).startsWith("http/1.1 200");
    assertThat(curl("https://localhost:" + PORT + "/health/ready").exit()).isEqualTo(60);
  }

  @Test
  void httpsAnswers_andTheyAlone_bindBrowsersToHttps() {
    for (String path : List.of("/api/v1/relay", "/console/login.xhtml", "/nothing", "/%zz")) {
      assertThat(https(path)).as(path).containsOnlyOnce(HSTS);
      assertThat(http(path)).as(path).doesNotContain("strict-transport-security");
    }
  }

  @Test
  void theSessionCookie_isSecureOnHttpsAndUsableOnHttp() {
    assertThat(https("/console/login.xhtml").lines())
        .filteredOn(line -> line.startsWith("set-cookie: freshseal-"))
        .hasSize(1)
        .allMatch(line -> line.contains("; secure") && line.contains("; httponly"));
    assertThat(http("/console/login.xhtml").lines())
        .filteredOn(line -> line.startsWith("set-cookie: freshseal-"))
        .hasSize(1)
        .noneMatch(line -> line.contains("; secure"));
  }

  @Test
  void plainHttp_staysOnThisMachineWhileHttpsServesOthers() {
    assertThat(listens("127.0.0.1", server.port())).isTrue();
    assertThat(listens("127.0.0.2", server.port())).as("plain HTTP beyond its address").isFalse();
    assertThat(listens("127.0.0.2", PORT)).as("https on every address").isTrue();
  }

  @Test
  void thePassword_isSeenNowhere() throws IOException {
    assertThat(https("/api/v1/settings", "-u", Server.ADMIN + ":" + Server.PASSWORD))
        .startsWith("http/2 200")
        .contains("freshseal.tls.password", keystore.toString().toLowerCase())
        .doesNotContain(TlsKeys.PASSWORD);
    assertThat(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")))
        .contains("freshseal.tls.keystore")
        .doesNotContain(TlsKeys.PASSWORD);
    assertThat(server.terminal()).doesNotContain(TlsKeys.PASSWORD);
    try (Stream<Path> files = Files.walk(server.data())) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(TlsST::holdsThePassword);
    }
  }

  private static boolean holdsThePassword(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(TlsKeys.PASSWORD);
    } catch (IOException e) {
      return false; // what is gone by now holds nothing
    }
  }

  @Test
  void theTerminal_saysWhereAndHowLong() {
    assertThat(server.terminal().lines())
        .filteredOn(line -> line.startsWith("TLS is on: "))
        .singleElement()
        .asString()
        .matches(
            "TLS is on: https://127\\.0\\.0\\.1:"
                + PORT
                + "/, certificate valid until 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @Test
  void aRenewedCertificate_isTakenUpByARestart_andAnExpiredOneRefusedWithoutHarm()
      throws Exception {
    String before = certificate;
    replaceKeystore(KEYS.keystore("late", TlsKeys.EC, TlsKeys.FOR_SERVERS, "-40d"));
    assertThat(handshake().expect(0).out()).as("the running server").contains(before);
    assertThat(server.stop()).isIn(0, 143);

    Command refused =
        freshseal(
            server.data(),
            TlsKeys.PASSWORD,
            "--port",
            Integer.toString(server.port()),
            "--data",
            server.data().toString(),
            "--set",
            "freshseal.tls.port=" + PORT,
            "--set",
            "freshseal.tls.keystore=" + keystore);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("holds a certificate that expired at ").hasLineCount(1);
    assertThat(listens("127.0.0.1", PORT)).isFalse();
    assertThat(listens("127.0.0.1", server.port())).isFalse();

    replaceKeystore(KEYS.keystore("next", "rsa:2048", TlsKeys.FOR_SERVERS, FakeClock.RIGHT));
    certificate = KEYS.certificate("next");
    server.start();
    assertThat(handshake().expect(0).out()).contains(certificate).doesNotContain(before);
    assertThat(https("/api/v1/settings", "-u", Server.ADMIN + ":" + Server.PASSWORD))
        .as("the data is as it was")
        .startsWith("http/2 200");
  }

  private static void replaceKeystore(Path by) throws IOException {
    Files.copy(by, keystore, StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing: does not exist",
        "folder: is no file",
        "text: is no PKCS#12 file",
        "keyless: holds no private key",
        "twofold: holds more than one private key",
        "mismatched: holds a key and a certificate that do not belong together",
        "future: holds a certificate that is not valid before ",
        "clients: holds a certificate that is not meant for a TLS server",
        "rsa1024: holds a weak key: RSA of 1024 bits, at least 2048",
        "p224: holds a weak key: EC of 224 bits, at least 256",
        "secp256k1: holds a key that serves no TLS here (EC); RSA, or EC on P-256",
        "ed25519: holds a key that serves no TLS here (EdDSA); RSA, or EC on P-256"
      })
  void aKeystoreThatNoCallerWouldAccept_isRefusedInOneSentence(String claim) throws IOException {
    String kind = claim.substring(0, claim.indexOf(':'));
    Path file = bad(kind);

    Refused refused = refused(TlsKeys.PASSWORD, "--set", "freshseal.tls.keystore=" + file);

    refused.with(1, "freshseal.tls.keystore '" + file + "'" + claim.substring(kind.length() + 1));
  }

  private static Path bad(String kind) throws IOException {
    return switch (kind) {
      case "missing" -> Distribution.folder("tls").resolve("missing.p12");
      case "folder" -> Distribution.folder("tls");
      case "text" -> KEYS.authority();
      case "keyless" -> KEYS.keyless(kind);
      case "twofold" -> KEYS.twofold(kind);
      case "mismatched" -> KEYS.mismatched(kind);
      case "future" -> KEYS.keystore(kind, TlsKeys.EC, TlsKeys.FOR_SERVERS, "+40d");
      case "clients" -> KEYS.keystore(kind, TlsKeys.EC, "clientAuth", FakeClock.RIGHT);
      case "rsa1024" -> KEYS.keystore(kind, "rsa:1024", TlsKeys.FOR_SERVERS, FakeClock.RIGHT);
      case "p224" ->
          KEYS.keystore(kind, TlsKeys.CURVE + "P-224", TlsKeys.FOR_SERVERS, FakeClock.RIGHT);
      case "secp256k1" ->
          KEYS.keystore(kind, TlsKeys.CURVE + kind, TlsKeys.FOR_SERVERS, FakeClock.RIGHT);
      case "ed25519" -> KEYS.keystore(kind, kind, TlsKeys.FOR_SERVERS, FakeClock.RIGHT);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @Test
  void settingsThatDoNotGoTogether_areRefusedInOneSentence() {
    String given = "freshseal.tls.keystore=" + keystore;

    refused("wrong", "--set", given).with(1, "freshseal.tls.password does not open ");
    refused("", "--set", given).with(1, "freshseal.tls.keystore needs freshseal.tls.password");
    refused("", "--set", "freshseal.tls.port=8443")
        .with(1, "freshseal.tls.port needs freshseal.tls.keystore");
    refused("", "--set", "freshseal.tls.password=" + TlsKeys.PASSWORD)
        .with(2, "freshseal.tls.password is a secret; give it by the environment or a file")
        .without(TlsKeys.PASSWORD);
    refused(TlsKeys.PASSWORD, "--set", given, "--set", "freshseal.tls.port=https")
        .with(2, "freshseal.tls.port needs a number from 0 to 65535, not 'https'");
    refused(TlsKeys.PASSWORD, "--set", given, "--set", "freshseal.tls.port=" + PORT)
        .with(1, "cannot listen on 0.0.0.0 port " + PORT);
    refused(TlsKeys.PASSWORD, "--set", given, "--set", "freshseal.tls.address=192.0.2.1")
        .with(1, "cannot listen on 192.0.2.1 port 8443");
    handshake().expect(0);
  }

  private static Refused refused(String password, String... options) {
    Path folder = Distribution.folder("refused");
    int port = Ports.free();
    List<String> words = new ArrayList<>(List.of("--port", Integer.toString(port)));
    words.addAll(List.of(options));
    Command command = freshseal(folder, password, words.toArray(String[]::new));
    assertThat(folder).as("nothing is left behind").isEmptyDirectory();
    assertThat(listens("127.0.0.1", port)).isFalse();
    return new Refused(command);
  }

  private record Refused(Command command) {

    Refused with(int exit, String sentence) {
      assertThat(command.err()).startsWith("freshseal: " + sentence).hasLineCount(1);
      assertThat(command.exit()).isEqualTo(exit);
      assertThat(command.out()).isEmpty();
      return this;
    }

    void without(String secret) {
      assertThat(command.err()).doesNotContain(secret);
    }
  }

  private static Command freshseal(Path folder, String password, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.add(0, Distribution.command("freshseal").toString());
    return Command.run(words, Map.of(PASSWORD, password), folder);
  }
}
