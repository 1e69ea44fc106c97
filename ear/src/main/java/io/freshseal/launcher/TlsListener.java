package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The https side of a server, from what was given to the proof that it is there. */
final class TlsListener {
  private final TlsOptions options;
  private final Listener listener;
  private final ServerKey key;

  private TlsListener(TlsOptions options, Listener listener, ServerKey key) {
    this.options = options;
    this.listener = listener;
    this.key = key;
  }

  /**
   * @param http the other listener of the same server
   * @throws LaunchRefused if key or address cannot be used
   */
  static TlsListener of(TlsOptions options, Listener http, Instant now) throws LaunchRefused {
    ServerKey key = ServerKey.read(options.keystore(), options.password(), now);
    Listener listener = Listener.free("freshseal.tls.address", options.address(), options.port());
    if (listener.port() == http.port()) {
      throw new LaunchRefused(
          FAULT, "freshseal.tls.port and freshseal.http.port are both " + http.port());
    }
    return new TlsListener(options, listener, key);
  }

  int port() {
    return listener.port();
  }

  /** What Payara Micro reads the key by; a command line would show the password to all. */
  Map<String, String> systemProperties() {
    return Map.of(
        "javax.net.ssl.keyStore", key.file().toString(),
        "javax.net.ssl.keyStorePassword", options.password(),
        "javax.net.ssl.keyStoreType", "PKCS12");
  }

  List<String> microOptions() {
    return List.of("--sslport", Integer.toString(port()), "--sslcert", key.alias());
  }

  /** The address as given, for the server's configuration. */
  String address() {
    return listener.given();
  }

  /** For the terminal: where, and until when callers will believe it. */
  String sentence() {
    return "TLS is on: "
        + listener.url("https")
        + ", certificate valid until "
        + key.certificate().getNotAfter().toInstant();
  }

  /** Whether this machine is shown the very certificate that was meant. */
  boolean answers(int patienceMillis) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(listener.host(), port()), patienceMillis);
      plain.setSoTimeout(patienceMillis);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Only(key.certificate())}, null);
      String host = listener.host().getHostAddress();
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port(), true)) {
        socket.startHandshake();
        return true;
      }
    } catch (IOException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java runtime has no TLS", e);
    }
  }

  /** Trusts one certificate and no authority. */
  private record Only(X509Certificate expected) implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (!expected.equals(chain[0])) {
        throw new CertificateException("another certificate");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no clients are asked");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
