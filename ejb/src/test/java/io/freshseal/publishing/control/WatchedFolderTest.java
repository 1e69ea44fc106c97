package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.FolderStage;
import io.freshseal.publishing.entity.StageOutcome.Refused;
import io.freshseal.publishing.entity.StageOutcome.Staged;
import io.freshseal.publishing.entity.StageOutcome.Unchanged;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderTest {

  @TempDir Path dir;
  private TestSource test;
  private Path folder;
  private WatchedFolder watched;

  @BeforeEach
  void open() throws IOException {
    test = new TestSource(dir.resolve("source"));
    folder = dir.resolve("watch");
    watched = new WatchedFolder(folder, test.source());
  }

  @AfterEach
  void close() throws IOException {
    test.close();
  }

  private Path put(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private List<FolderStage> scan() {
    return watched.scan(test.now());
  }

  private List<FolderStage> scanTwice() {
    scan();
    return scan();
  }

  @Test
  void missingFolder_isAnEmptyOne() {
    assertThat(scanTwice()).isEmpty();
  }

  @Test
  void propertiesThatAreNone_areNamedInTheFault() throws IOException {
    put("pattern.scan/1.0/scan.ptn", "one");
    put("pattern.scan/component.properties", "kind=\\u00zz");

    assertThatThrownBy(this::scan)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("component.properties");
    assertThat(test.source().staged()).isEmpty();
  }

  @Test
  void file_isTakenOnceItIsSteady() throws IOException {
    put("pattern.scan/1.0/scan.ptn", "one");

    assertThat(scan()).isEmpty();
    assertThat(scan())
        .singleElement()
        .satisfies(f -> assertThat(f.outcome()).isInstanceOf(Staged.class));
    assertThat(scan()).isEmpty();
    assertThat(test.source().staged()).hasSize(1);
  }

  @Test
  void fileStillBeingWritten_isLeftAlone() throws IOException {
    Path file = put("pattern.scan/1.0/scan.ptn", "one");
    scan();
    Files.writeString(file, "one and a half");

    assertThat(scan()).isEmpty();
    assertThat(scan()).hasSize(1);
    assertThat(test.source().staged().get(0).entry().size()).isEqualTo(14);
  }

  @Test
  void properties_sayKindAndPlatform() throws IOException {
    put("engine.scan/1.0/engine.so", "code");
    put("engine.scan/component.properties", "kind=ENGINE\nplatform=linux-x86_64\n");
    scanTwice();

    CatalogEntry entry = test.source().staged().get(0).entry();
    assertThat(entry.kind()).isEqualTo(ComponentKind.ENGINE);
    assertThat(entry.platform()).isEqualTo(new Platform("linux-x86_64"));
  }

  @Test
  void newestVersionAlone_isTaken() throws IOException {
    put("pattern.scan/1.9/scan.ptn", "old");
    put("pattern.scan/1.10/scan.ptn", "new");

    assertThat(scanTwice()).extracting(f -> f.version().text()).containsExactly("1.10");
  }

  @Test
  void whatHasNoFitName_isPassedOver() throws IOException {
    put("Pattern Scan/1.0/scan.ptn", "a");
    put("pattern.scan/latest/scan.ptn", "b");
    put("pattern.scan/2.0/.hidden", "c");
    put("pattern.two/1.0/a.ptn", "d");
    put("pattern.two/1.0/b.ptn", "e");
    put("stray.txt", "f");
    Files.createDirectories(folder.resolve("pattern.link/1.0"));
    Files.createSymbolicLink(
        folder.resolve("pattern.link/1.0/secret"), Files.writeString(dir.resolve("secret"), "g"));

    assertThat(scanTwice()).isEmpty();
    assertThat(test.source().staged()).isEmpty();
  }

  @Test
  void conflict_isToldOnce() throws IOException {
    test.offer("pattern.scan", "1.0", "one");
    put("pattern.scan/1.0/scan.ptn", "uno");

    assertThat(scanTwice())
        .singleElement()
        .satisfies(f -> assertThat(((Refused) f.outcome()).code()).isEqualTo(StatusCode.CONFLICT));
    assertThat(scanTwice()).isEmpty();
  }

  @Test
  void fileRefusedForATroubleThatPasses_isTriedAgain() throws IOException {
    Path file = put("pattern.scan/1.0/scan.ptn", "x".repeat(900));
    test.offer("other", "1.0", "one");
    scan();
    test.pass(Duration.ofMinutes(-6));

    assertThat(scan())
        .singleElement()
        .satisfies(
            f -> assertThat(((Refused) f.outcome()).code()).isEqualTo(StatusCode.CLOCK_UNTRUSTED));
    assertThat(scan()).as("the same trouble is told once").isEmpty();
    test.pass(Duration.ofMinutes(6));
    assertThat(scan())
        .singleElement()
        .satisfies(f -> assertThat(f.outcome()).isInstanceOf(Staged.class));
    assertThat(file).exists();
  }

  @Test
  void afterARestart_whatIsPublishedComesOutUnchanged() throws IOException {
    put("pattern.scan/1.0/scan.ptn", "one");
    scanTwice();
    test.publish();
    watched = new WatchedFolder(folder, test.source());

    assertThat(scanTwice())
        .singleElement()
        .satisfies(f -> assertThat(f.outcome()).isInstanceOf(Unchanged.class));
    assertThat(test.source().staged()).isEmpty();
  }
}
