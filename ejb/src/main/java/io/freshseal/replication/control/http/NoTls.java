package io.freshseal.replication.control.http;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS for a client that only ever speaks plain HTTP: refuses to begin. Without it the HTTP client
 * reads the runtime's whole trust store at its start, which the short run of an agent would notice.
 */
final class NoTls extends SSLContextSpi {

  private static final String REFUSAL = "this client is for http addresses";

  private NoTls() {}

  static SSLContext context() {
    return new SSLContext(new NoTls(), null, "none") {};
  }

  @Override
  protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
      throws KeyManagementException {
    throw new KeyManagementException(REFUSAL);
  }

  @Override
  protected SSLSocketFactory engineGetSocketFactory() {
    throw new IllegalStateException(REFUSAL);
  }

  @Override
  protected SSLServerSocketFactory engineGetServerSocketFactory() {
    throw new IllegalStateException(REFUSAL);
  }

  @Override
  protected SSLEngine engineCreateSSLEngine() {
    throw new IllegalStateException(REFUSAL);
  }

  @Override
  protected SSLEngine engineCreateSSLEngine(String host, int port) {
    throw new IllegalStateException(REFUSAL);
  }

  @Override
  protected SSLSessionContext engineGetServerSessionContext() {
    return null;
  }

  @Override
  protected SSLSessionContext engineGetClientSessionContext() {
    return null;
  }

  @Override
  protected SSLParameters engineGetDefaultSSLParameters() {
    return new SSLParameters();
  }

  @Override
  protected SSLParameters engineGetSupportedSSLParameters() {
    return new SSLParameters();
  }
}
