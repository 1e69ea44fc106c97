package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A public HTTP cache in front of a server: nginx, which knows nothing of this product. Its answers
 * say by {@code X-Cache} whether they came from it.
 */
final class HttpCache implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Path folder;
  private final Background nginx;
  private final String url;

  private HttpCache(Path folder, Background nginx, String url) {
    this.folder = folder;
    this.nginx = nginx;
    this.url = url;
  }

  /** Starts one that holds nothing yet, and whose operator knows nothing of this product either. */
  static HttpCache of(Server server) throws IOException {
    return of(server, "freshseal");
  }

  /** The same, letting those through who wait for a catalog, as the README says. */
  static HttpCache lettingWait(Server server) throws IOException {
    return of(server, "$freshseal_zone");
  }

  private static HttpCache of(Server server, String zone) throws IOException {
    Path program = Tools.need("nginx");
    Path folder = Distribution.folder("nginx");
    int port = Ports.free();
    Files.writeString(
        folder.resolve("nginx.conf"), configuration(folder, port, server.url(""), zone));
    List<String> words =
        List.of(
            program.toString(),
            "-p",
            folder.toString(),
            "-c",
            "nginx.conf",
            "-e",
            folder.resolve("error.log").toString());
    Background nginx = Background.start(words, Map.of(), folder);
    HttpCache cache = new HttpCache(folder, nginx, "http://127.0.0.1:" + port);
    Eventually.until(
        "nginx answers", SOON, () -> cache.http().get("/health/ready").status() == 200);
    return cache;
  }

  private static String configuration(Path folder, int port, String server, String zone) {
    return """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log;
        events {}
        http {
          log_format brief '$request $status';
          map $http_prefer $freshseal_zone { default freshseal; ~*wait off; }
          access_log access.log brief;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          proxy_cache_path %s/cache keys_zone=freshseal:1m;
          server {
            listen 127.0.0.1:%d;
            location / {
              proxy_pass %s;
              proxy_cache %s;
              proxy_cache_revalidate on;
              add_header X-Cache $upstream_cache_status;
            }
          }
        }
        """
        .formatted(folder, port, server, zone);
  }

  /** What an agent is given as the address of its relay. */
  String url() {
    return url;
  }

  Http http() {
    return Http.anonymous(URI.create(url + "/"));
  }

  /** The requests until now, one a line. */
  List<String> asked() {
    try {
      return Files.readAllLines(folder.resolve("access.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    nginx.close();
  }
}
