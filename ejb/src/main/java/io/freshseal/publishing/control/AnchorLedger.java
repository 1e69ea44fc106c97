package io.freshseal.publishing.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.entity.AnchorLink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The chain of anchor bundles that a source has put out, one file {@code NUMBER.json} for each link
 * beside its keys, so that one backup has both. Links that were lost can be had back from any relay
 * ({@code GET /api/v1/anchors/NUMBER}).
 */
final class AnchorLedger {

  private static final Pattern NAME = Pattern.compile("[1-9][0-9]{0,17}\\.json");

  private final Path folder;

  /**
   * Makes the ledger of a source.
   *
   * @param keys the folder of its keys
   */
  AnchorLedger(Path keys) {
    this.folder = keys.resolve("anchors");
  }

  /**
   * The link with the highest number.
   *
   * @throws IOException if it cannot be read: to go on without it would put out a second bundle of
   *     its number
   */
  Optional<AnchorLink> newest() throws IOException {
    long highest = 0;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          if (NAME.matcher(name).matches()) {
            highest = Math.max(highest, Long.parseLong(name.replace(".json", "")));
          }
        }
      }
    }
    long number = highest;
    return number == 0
        ? Optional.empty()
        : Optional.of(
            find(number)
                .orElseThrow(() -> new IOException(file(number) + " is no link of this number")));
  }

  /** The link of a number; empty if there is none, or a damaged one. */
  Optional<AnchorLink> find(long number) throws IOException {
    Path file = file(number);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = BoundedInputStream.readAll(in, AnchorLinkJson.MAX_BYTES);
      return AnchorLinkJson.parse(bytes)
          .toOptional()
          .filter(link -> link.bundle().number() == number);
    }
  }

  /** Keeps a link; forced when this returns. */
  void write(AnchorLink link) throws IOException {
    DurableFiles.createDirectories(folder);
    DurableFiles.replace(file(link.bundle().number()), link.file());
  }

  private Path file(long number) {
    return folder.resolve(number + ".json");
  }
}
