package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A branch whose way out is somebody else's HTTP proxy with a password, tinyproxy. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ProxyST {
  private static final String JSON = "application/json";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String PASSWORD = "opens-the-way-out";
  private static final TlsKeys KEYS = new TlsKeys();
  private static final int PROXY = Ports.free();
  private static final int TLS = Ports.free();

  private static Server server;
  private static Freshseal manager;
  private static Http admin;
  private static Path place;
  private static Background proxy;
  private static Background front;
  private static String group;
  private static Path agent;

  @BeforeAll
  static void open() throws IOException {
    server = Shared.server();
    manager = Freshseal.of(server);
    admin = manager.admin();
    manager.publish("proxied", "1.0", Bytes.of(50_000, 3));
    place = Distribution.folder("proxy");
    proxy = startProxy();
    front = startFront();
    manager.set("manager.primary-source", server.url("/source/v1"));
    group =
        admin
            .post("/api/v1/relay-groups", JSON, group("Branch", PASSWORD))
            .expect(201)
            .json()
            .getString("id");
    agent = Distribution.folder("proxied-agent");
    String token =
        admin
            .post(
                "/api/v1/enrolment-tokens",
                JSON,
                "{\"name\":\"branch\",\"uses\":1,\"validity\":\"PT1H\",\"group\":\""
                    + group
                    + "\"}")
            .expect(201)
            .json()
            .getString("token");
    agent("enrol", "--manager", server.url(""), "--token", token, "--name", "proxied").expect(0);
  }

  @AfterAll
  static void close() {
    proxy.close();
    front.close();
    admin.delete("/api/v1/settings/manager.primary-source").expect(200);
    for (JsonObject computer :
        admin
            .get("/api/v1/computers?group=" + group)
            .json()
            .getJsonArray("computers")
            .getValuesAs(JsonObject.class)) {
      admin.delete("/api/v1/computers/" + computer.getString("id")).expect(204);
    }
  }

  private static String group(String name, String password) {
    return """
        {"name":"%s","primaryFallback":"allowed",
         "proxy":{"host":"127.0.0.1","port":%d,"user":"branch","password":"%s"}}"""
        .formatted(name, PROXY, password);
  }

  private static Background startProxy() throws IOException {
    Files.writeString(
        place.resolve("tinyproxy.conf"),
        """
        Port %d
        Listen 127.0.0.1
        Timeout 60
        MaxClients 20
        LogFile "%s"
        LogLevel Connect
        Allow 127.0.0.1
        BasicAuth branch %s
        ConnectPort %d
        """
            .formatted(PROXY, place.resolve("tinyproxy.log"), PASSWORD, TLS));
    String program = Tools.need("tinyproxy").toString();
    return listening(
        PROXY, Background.start(List.of(program, "-d", "-c", "tinyproxy.conf"), Map.of(), place));
  }

  // The same source by https, as a primary source in the world outside is.
  private static Background startFront() throws IOException {
    KEYS.keystore("front");
    Path keys = KEYS.authority().getParent();
    Files.writeString(
        place.resolve("nginx.conf"),
        """
        daemon off; master_process off; pid nginx.pid; error_log error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          server {
            listen 127.0.0.1:%d ssl;
            ssl_certificate %s; ssl_certificate_key %s;
            location / { proxy_pass %s; }
          }
        }
        """
            .formatted(TLS, keys.resolve("front.pem"), keys.resolve("front.key"), server.url("")));
    List<String> words =
        List.of(
            Tools.need("nginx").toString(),
            "-p",
            place.toString(),
            "-c",
            "nginx.conf",
            "-e",
            place.resolve("error.log").toString());
    Path own = Distribution.folder("front");
    return listening(TLS, Background.start(words, Map.of(), own));
  }

  private static Background listening(int port, Background program) {
    Eventually.until("something listens at " + port, SOON, () -> isTaken(port));
    return program;
  }

  private static boolean isTaken(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Command agent(String command, String... more) {
    List<String> words = new ArrayList<>();
    words.add(Distribution.command("freshseal-agent").toString());
    words.addAll(List.of(command, "--dir", agent.toString()));
    words.addAll(List.of(more));
    Map<String, String> trust =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Djavax.net.ssl.trustStore="
                + KEYS.truststore()
                + " -Djavax.net.ssl.trustStorePassword='"
                + TlsKeys.PASSWORD
                + "'");
    return Command.run(words, trust, null);
  }

  private static String seenByTheProxy() throws IOException {
    return Files.readString(place.resolve("tinyproxy.log"));
  }

  @Test
  void a_sourceOutside_isReachedThroughTheProxyAlone() throws IOException {
    agent("heartbeat").expect(0);

    agent("update").expect(Agent.UPDATED);

    assertThat(seenByTheProxy())
        .contains("GET " + server.url("/source/v1/catalog"))
        .contains("GET " + server.url("/source/v1/objects/"));
    assertThat(agent("verify").expect(0).out()).contains("proxied");
  }

  @Test
  void b_sourceByHttps_isReachedThroughATunnel() throws IOException {
    manager.set("manager.primary-source", "https://localhost:" + TLS + "/source/v1");
    manager.renew("proxied");
    agent("heartbeat").expect(0);

    agent("update").expect(Agent.UPDATED);

    assertThat(seenByTheProxy()).contains("CONNECT localhost:" + TLS);
  }

  @Test
  void c_wrongPassword_isTheProxysRefusal_andNobodyGoesAroundIt() {
    for (String source :
        List.of(server.url("/source/v1"), "https://localhost:" + TLS + "/source/v1")) {
      manager.set("manager.primary-source", source);
      admin.put("/api/v1/relay-groups/" + group, JSON, bytes(group("Branch", "wrong"))).expect(200);
      agent("heartbeat").expect(0);

      Command refused = agent("update").expect(Agent.UNREACHABLE);

      assertThat(refused.err()).contains("127.0.0.1:" + PROXY).doesNotContain("wrong");
    }
    admin.put("/api/v1/relay-groups/" + group, JSON, bytes(group("Branch", PASSWORD))).expect(200);
    agent("heartbeat").expect(0);
    agent("update").expect(Agent.UPDATED);
  }

  @Test
  void d_password_isToldToMembersAlone() throws IOException {
    JsonObject shown = admin.get("/api/v1/relay-groups/" + group).expect(200).json();
    assertThat(shown.getJsonObject("proxy").getString("user")).isEqualTo("branch");
    assertThat(shown.toString()).doesNotContain("password").doesNotContain(PASSWORD);
    assertThat(admin.get("/api/v1/events?limit=100").expect(200).text()).doesNotContain(PASSWORD);
    try (Stream<Path> files = Files.walk(server.data())) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(file -> holds(file, PASSWORD));
    }

    String elsewhere = group("Branch", PASSWORD).replace("127.0.0.1", "proxy.example");
    String kept = elsewhere.replace(",\"password\":\"" + PASSWORD + "\"", "");
    assertThat(admin.put("/api/v1/relay-groups/" + group, JSON, bytes(kept)).expect(400).text())
        .contains("STATUS_BAD_REQUEST");
    assertThat(admin.get("/api/v1/relay-groups/" + group).expect(200).json()).isEqualTo(shown);
  }

  @Test
  void e_agentThatHasNothingToAskThroughIt_isNotToldThePassword() {
    String shut =
        admin
            .post(
                "/api/v1/relay-groups", JSON, group("Shut", PASSWORD).replace("allowed", "refused"))
            .expect(201)
            .json()
            .getString("id");
    FleetMember member = FleetMember.joined(server, "proxied-shut");
    admin
        .put(
            "/api/v1/computers/" + member.id() + "/relay-group",
            JSON,
            bytes("{\"group\":\"" + shut + "\"}"))
        .expect(200);

    Answer told = member.heartbeat(member.plain()).expect(200);

    assertThat(told.json().getString("group")).isEqualTo("Shut");
    assertThat(told.text()).doesNotContain(PASSWORD).doesNotContain("\"proxy\"");
    admin.delete("/api/v1/computers/" + member.id()).expect(204);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean holds(Path file, String text) {
    try {
      String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return all.contains(text);
    } catch (IOException e) {
      return false;
    }
  }
}
