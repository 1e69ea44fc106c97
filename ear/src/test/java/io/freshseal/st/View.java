package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a machine holds and shows, to compare it with itself later.
 *
 * @param files the digest of every file, by its path in the machine's folder
 * @param state what the store's state file says
 * @param answers what is served and shown, by address
 */
record View(Map<String, String> files, JsonObject state, Map<String, String> answers) {
  /** Members of the state that may rise in a refused run, and its check over them. */
  private static final List<String> MEMORY =
      List.of("memories", "revocations", "trustedTime", "check");

  /**
   * Looks at a folder.
   *
   * @param store the folder of the store in it, relative; empty if it is the folder itself
   * @param counts tells which of its files are looked at
   */
  static View of(Path folder, String store, Predicate<String> counts, Map<String, String> answers) {
    try (Stream<Path> all = Files.walk(folder)) {
      Map<String, String> files = new TreeMap<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (counts.test(name)) {
          files.put(name, Digests.sha256(Files.readAllBytes(file)));
        }
      }
      return new View(files, state(folder.resolve(store).resolve("state.json")), answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject state(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonReader reader = Json.createReader(in)) {
      return reader.readObject();
    }
  }

  /** Fails unless the other view is the same to the last byte. */
  void assertSame(View other) {
    assertThat(other.files).as("files").isEqualTo(files);
    assertThat(other.answers).as("answers").isEqualTo(answers);
  }

  /** The same, but for what is remembered against rollback and, if so, further objects. */
  void assertSameButForMemory(View other, boolean mayHaveFurtherObjects) {
    assertThat(other.answers).as("answers").isEqualTo(answers);
    assertThat(other.stateWithoutMemory()).as("state").isEqualTo(stateWithoutMemory());
    Map<String, String> mine = filesIn(name -> !remembers(name));
    Map<String, String> others = other.filesIn(name -> !remembers(name));
    if (mayHaveFurtherObjects) {
      others.keySet().removeIf(name -> isObject(name) && !mine.containsKey(name));
    }
    assertThat(others).as("files").isEqualTo(mine);
  }

  /**
   * Fails unless the other view has every file that is no object, and every object that what is
   * held names, as they were, but for those that remember.
   */
  void assertHoldsAsMuch(View other) {
    String held = state.getJsonArray("held").toString();
    Map<String, String> mine =
        filesIn(name -> !remembers(name) && (!isObject(name) || held.contains(digest(name))));
    Map<String, String> others =
        other.filesIn(name -> !remembers(name) && (!isObject(name) || mine.containsKey(name)));
    assertThat(others).as("files").isEqualTo(mine);
    assertThat(other.state.getJsonArray("held")).as("held").isEqualTo(state.getJsonArray("held"));
  }

  private static String digest(String object) {
    return object.substring(object.lastIndexOf('/') + 1);
  }

  private static boolean remembers(String name) {
    return name.endsWith("state.json") || name.endsWith("memory.json");
  }

  private static boolean isObject(String name) {
    return name.contains("objects/") || name.contains("staging/");
  }

  private Map<String, String> filesIn(Predicate<String> which) {
    return files.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private Map<String, JsonValue> stateWithoutMemory() {
    Map<String, JsonValue> rest = new TreeMap<>(state);
    rest.keySet().removeAll(MEMORY);
    return rest;
  }
}
