package io.freshseal.member.control;

import io.freshseal.shared.entity.Sha256;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the servers whose own certificate is pinned, and nobody else. The pin decides alone: not
 * who issued the certificate, not the name in it, not its dates, for a manager whose certificate
 * ran out must still be able to order the repair. The runtime's trust store is never asked. That
 * the server has the certificate's key, TLS itself proves.
 */
final class PinnedCertificates extends X509ExtendedTrustManager {

  private final Set<Sha256> pins;
  private volatile Optional<Sha256> accepted = Optional.empty();
  private volatile Optional<Sha256> stranger = Optional.empty();

  PinnedCertificates(Set<Sha256> pins) {
    this.pins = Set.copyOf(pins);
  }

  /** TLS that trusts by these pins. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /** The pinned certificate that the server showed last. */
  Optional<Sha256> accepted() {
    return accepted;
  }

  /** The certificate that was refused since the last call, if one was. */
  Optional<Sha256> takeStranger() {
    Optional<Sha256> taken = stranger;
    stranger = Optional.empty();
    return taken;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    Optional<Sha256> digest = Optional.of(Sha256.of(chain[0].getEncoded()));
    if (digest.filter(pins::contains).isEmpty()) {
      stranger = digest;
      throw new CertificateException("not the certificate of the manager");
    }
    accepted = digest;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noServer();
  }

  private static CertificateException noServer() {
    return new CertificateException("this is for clients alone");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
