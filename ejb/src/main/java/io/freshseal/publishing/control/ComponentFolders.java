package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Reads a folder of components, {@code <id>/<version>/<one file>}, with an optional {@code
 * <id>/component.properties} that says {@code kind} and {@code platform}. What has another name is
 * passed over; links are not followed.
 */
final class ComponentFolders {

  /** Deepest nesting of the file below its version; archives are unpacked with their folders. */
  private static final int MAX_DEPTH = 8;

  private static final String PROPERTIES = "component.properties";

  private ComponentFolders() {}

  /** A component version with its file. */
  record Found(StageRequest request, Path file) {}

  /** All component versions with exactly one file, sorted by component, oldest version first. */
  static List<Found> list(Path folder) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path component : folders(folder)) {
      Optional<ComponentId> id = ComponentId.parse(component.getFileName().toString());
      if (id.isPresent()) {
        addVersions(component, id.get(), found);
      }
    }
    found.sort(
        Comparator.comparing((Found f) -> f.request().id())
            .thenComparing(f -> f.request().version()));
    return found;
  }

  private static void addVersions(Path component, ComponentId id, List<Found> found)
      throws IOException {
    Properties nature = nature(component);
    ComponentKind kind =
        ComponentKind.parse(nature.getProperty("kind", "").strip()).orElse(ComponentKind.PATTERN);
    Platform platform =
        Platform.parse(nature.getProperty("platform", "").strip()).orElse(Platform.ANY);
    for (Path folder : folders(component)) {
      Optional<ComponentVersion> version = ComponentVersion.parse(folder.getFileName().toString());
      Optional<Path> file = onlyFile(folder);
      if (version.isPresent() && file.isPresent()) {
        found.add(new Found(new StageRequest(id, version.get(), kind, platform), file.get()));
      }
    }
  }

  private static Properties nature(Path component) throws IOException {
    Properties nature = new Properties();
    Path file = component.resolve(PROPERTIES);
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        nature.load(in);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + " is no properties file: " + e.getMessage(), e);
      }
    }
    return nature;
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(e -> Files.isDirectory(e, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
  }

  private static Optional<Path> onlyFile(Path version) throws IOException {
    try (Stream<Path> entries = Files.walk(version, MAX_DEPTH)) {
      List<Path> files =
          entries
              .filter(e -> Files.isRegularFile(e, LinkOption.NOFOLLOW_LINKS))
              .filter(e -> !e.getFileName().toString().startsWith("."))
              .limit(2)
              .toList();
      return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
    }
  }
}
