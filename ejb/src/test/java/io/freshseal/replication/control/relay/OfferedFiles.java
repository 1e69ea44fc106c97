package io.freshseal.replication.control.relay;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files that {@link ManyComponents} offers with one of its catalogs, under the names that a
 * mirror would give them: the catalog, its revocation list, a signature file for each component,
 * and the contents. The files themselves are the source's objects.
 *
 * @param objects the source's folder of objects
 * @param names what each is called, by their order
 */
record OfferedFiles(Path objects, Map<String, Sha256> names) {

  private static final int PER_FOLDER = 1_000;

  static OfferedFiles of(Path source, Snapshot snapshot) {
    Map<String, Sha256> names = new LinkedHashMap<>();
    names.put("catalog.p7m", snapshot.catalogDigest());
    snapshot.catalog().crls().forEach(list -> names.put("list.crl", list.sha256()));
    List<CatalogEntry> components = snapshot.catalog().components();
    for (int i = 0; i < components.size(); i++) {
      CatalogEntry entry = components.get(i);
      names.put(signature(i), entry.signature().sha256());
      names.put("contents/" + entry.sha256().hex(), entry.sha256());
    }
    return new OfferedFiles(source.resolve("objects"), names);
  }

  /** The name of the signature file of the component at this place. */
  static String signature(int place) {
    return "signatures/" + place / PER_FOLDER + "/component-%06d.p7s".formatted(place);
  }

  private static Path list(Path source, long sequence) {
    return source.resolve("offered-" + sequence);
  }

  /** Notes it in the source's folder. */
  void write(long sequence) throws IOException {
    Files.write(
        list(objects.getParent(), sequence),
        (Iterable<String>)
            names.entrySet().stream().map(name -> name.getValue().hex() + " " + name.getKey())
                ::iterator);
  }

  /**
   * What was offered with a catalog.
   *
   * @param source its folder
   * @param sequence of the catalog
   */
  static OfferedFiles read(Path source, long sequence) throws IOException {
    Map<String, Sha256> names =
        Files.readAllLines(list(source, sequence)).stream()
            .map(line -> line.split(" "))
            .collect(
                Collectors.toMap(
                    words -> words[1],
                    words -> Sha256.parse(words[0]).orElseThrow(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    return new OfferedFiles(source.resolve("objects"), names);
  }

  /** The object of this name. */
  Path file(String name) {
    return object(objects, names.get(name));
  }

  /** Where a folder has an object. */
  static Path object(Path objects, Sha256 digest) {
    return objects.resolve(digest.hex().substring(0, 3)).resolve(digest.hex());
  }
}
