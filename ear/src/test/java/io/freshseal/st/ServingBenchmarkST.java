package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The distribution and nginx (one worker, sendfile) serve the same files to wrk, by turns, by plain
 * HTTP and by TLS 1.3; printed are medians. Asserted is what does not depend on the machine's other
 * work: that all was answered.
 */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class ServingBenchmarkST {
  private static final int ROUNDS = 5;
  private static final Pattern ANSWERED = Pattern.compile("(\\d+) requests in ([\\d.]+)s");
  private static final Pattern RATE = Pattern.compile("Transfer/sec: *([\\d.]+)([KMG]?)B");

  /** Requests and bytes a second, and the server's processor for each request, microseconds. */
  private record Figures(double requests, double bytes, double processor) {}

  private static final TlsKeys KEYS = new TlsKeys();
  private static final String NO_TAG = "\"none\"";

  @Test
  void bothServeTheSame_andTheRatiosArePrinted() throws Exception {
    Path folder = Files.createDirectories(Distribution.folder("serving").resolve("www"));
    int tls = Ports.free();
    try (Server server =
        Server.with("roles", "source,manager", "tls.port", Integer.toString(tls))
            .and("tls.keystore", KEYS.keystore("server").toString())
            .and("tls.address", "127.0.0.1")
            .withEnvironment("FRESHSEAL_TLS_PASSWORD", TlsKeys.PASSWORD)
            .start()) {
      Freshseal source = Freshseal.of(server);
      String large = "/objects/" + publish(source, folder, "large", Bytes.of(150_000_000, 1));
      String small = "/objects/" + publish(source, folder, "small", Bytes.of(20_000, 2));
      Files.write(folder.resolve("catalog"), source.catalog(Freshseal.SOURCE));
      int port = Ports.free();
      int itsTls = Ports.free();
      try (Background nginx = nginx(folder.getParent(), port, itsTls)) {
        Http files = Http.anonymous(URI.create("http://127.0.0.1:" + port + "/"));
        Eventually.until(
            "nginx answers", Duration.ofSeconds(10), () -> files.get("/catalog").status() == 200);
        String ownTag = source.anonymous().head("/source/v1/catalog").header("ETag");
        String itsTag = files.head("/catalog").header("ETag");
        System.out.println(
            "| what | requests/s | nginx, requests/s | ratio of requests | MB/s | nginx, MB/s"
                + " | ratio of bytes | processor for each, µs | nginx, processor for each, µs |");
        for (boolean byTls : new boolean[] {false, true}) {
          String own = byTls ? "https://127.0.0.1:" + tls + "/source/v1" : server.url("/source/v1");
          String its = byTls ? "https://127.0.0.1:" + itsTls : "http://127.0.0.1:" + port;
          String by = byTls ? ", by TLS 1.3" : "";
          compare(
              "304 of the catalog" + by,
              load(server.pid(), own + "/catalog", ownTag, 32),
              load(nginx.pid(), its + "/catalog", itsTag, 32));
          compare(
              "object of 20,000 bytes" + by,
              load(server.pid(), own + small, NO_TAG, 16),
              load(nginx.pid(), its + "/small", NO_TAG, 16));
          compare(
              "object of 150 MB" + by,
              load(server.pid(), own + large, NO_TAG, 8),
              load(nginx.pid(), its + "/large", NO_TAG, 8));
        }
      }
    }
  }

  private static String publish(Freshseal source, Path folder, String id, byte[] content)
      throws Exception {
    source.publish(id, "1.0", content);
    Files.write(folder.resolve(id), content);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private interface Round {
    Figures run() throws IOException;
  }

  private static Round load(long pid, String url, String tag, int connections) {
    return () -> {
      Duration before = processor(pid);
      String out =
          Command.run(
                  Tools.need("wrk").toString(),
                  "-t1",
                  "-c" + connections,
                  "-d4",
                  "--timeout",
                  "30s",
                  "-H",
                  "If-None-Match: " + tag,
                  url)
              .expect(0)
              .out();
      assertThat(out).doesNotContain("Non-2xx", "Socket errors");
      double used = processor(pid).minus(before).toNanos() / 1e3;
      return figures(out, used);
    };
  }

  private static Duration processor(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElseThrow();
  }

  private static Figures figures(String out, double processor) {
    Matcher answered = ANSWERED.matcher(out);
    Matcher rate = RATE.matcher(out);
    assertThat(answered.find() && rate.find()).as(out).isTrue();
    double unit = Math.pow(1024, "_KMG".indexOf(rate.group(2).isEmpty() ? "_" : rate.group(2)));
    double bytes = Double.parseDouble(rate.group(1)) * unit;
    double count = Double.parseDouble(answered.group(1));
    return new Figures(count / Double.parseDouble(answered.group(2)), bytes, processor / count);
  }

  private static void compare(String what, Round ours, Round theirs) throws IOException {
    ours.run();
    theirs.run();
    List<Figures> own = new ArrayList<>();
    List<Figures> its = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      own.add(ours.run());
      its.add(theirs.run());
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %.2f | %.1f | %.1f | %.2f | %.1f | %.1f |%n",
        what,
        median(own.stream().mapToDouble(Figures::requests).toArray()),
        median(its.stream().mapToDouble(Figures::requests).toArray()),
        median(own.stream().mapToDouble(Figures::requests).toArray())
            / median(its.stream().mapToDouble(Figures::requests).toArray()),
        median(own.stream().mapToDouble(Figures::bytes).toArray()) / 1e6,
        median(its.stream().mapToDouble(Figures::bytes).toArray()) / 1e6,
        median(own.stream().mapToDouble(Figures::bytes).toArray())
            / median(its.stream().mapToDouble(Figures::bytes).toArray()),
        median(own.stream().mapToDouble(Figures::processor).toArray()),
        median(its.stream().mapToDouble(Figures::processor).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static Background nginx(Path folder, int port, int tls) throws IOException {
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log;
        events {}
        http {
          access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          ssl_certificate %3$s; ssl_certificate_key %4$s; ssl_protocols TLSv1.3;
          server { listen 127.0.0.1:%1$d; listen 127.0.0.1:%5$d ssl; root %2$s/www; }
        }
        """
            .formatted(port, folder, KEYS.pem("server"), KEYS.key("server"), tls),
        StandardCharsets.UTF_8);
    return Background.start(
        List.of(
            Tools.need("nginx").toString(),
            "-p",
            folder.toString(),
            "-c",
            "nginx.conf",
            "-e",
            folder.resolve("error.log").toString()),
        Map.of(),
        folder);
  }
}
