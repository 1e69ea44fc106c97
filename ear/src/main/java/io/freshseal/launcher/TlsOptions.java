package io.freshseal.launcher;

import java.nio.file.Path;

/**
 * What was given for https.
 *
 * @param keystore a PKCS#12 file
 * @param password opens it; never shown
 * @param address to listen on
 * @param port 0 asks for any free one
 */
record TlsOptions(Path keystore, String password, String address, int port) {

  @Override
  public String toString() {
    return "TlsOptions[" + keystore + ", " + address + ", " + port + "]";
  }
}
