package io.freshseal.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The judgement of somebody else's implementation. */
final class OpenSsl {
  private final Path anchors;
  private final Path folder = Distribution.folder("openssl");

  OpenSsl(Path anchors) {
    this.anchors = anchors;
  }

  /** Whether {@code openssl cms -verify} accepts a detached signature file over some content. */
  boolean acceptsSignature(byte[] signature, byte[] content) {
    Path file = write("content", content);
    return verify(write("content.p7s", signature), "-content", file.toString());
  }

  /** Whether {@code openssl cms -verify} accepts a catalog, content inside. */
  boolean acceptsCatalog(byte[] catalog) {
    return verify(write("catalog.p7m", catalog));
  }

  /** The content inside a catalog that openssl accepts. */
  byte[] contentOf(byte[] catalog) {
    if (!acceptsCatalog(catalog)) {
      throw new AssertionError("openssl does not accept the catalog");
    }
    try {
      return Files.readAllBytes(folder.resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean verify(Path signed, String... more) {
    String[] fixed = {
      "openssl",
      "cms",
      "-verify",
      "-binary",
      "-inform",
      "DER",
      "-in",
      signed.toString(),
      "-CAfile",
      anchors.toString(),
      "-purpose",
      "any",
      "-out",
      folder.resolve("out").toString()
    };
    String[] words = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, words, 0, fixed.length);
    System.arraycopy(more, 0, words, fixed.length, more.length);
    return Command.run(words).exit() == 0;
  }

  private Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
