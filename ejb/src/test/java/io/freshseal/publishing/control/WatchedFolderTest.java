package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.FolderStage;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Nothing;
import io.freshseal.publishing.entity.PublishOutcome.Published;
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

  @Test
  void whatArrivedTogether_isPublishedInOneCatalog() throws IOException {
    put("pattern.one/1.0/a.ptn", "one");
    put("pattern.two/2.0/b.ptn", "two");
    scanTwice();

    assertThat(watched.publish(test.now())).isEqualTo(new Published(1, 2, 2, 0));
    assertThat(test.catalog().components())
        .extracting(entry -> entry.id().text())
        .containsExactly("pattern.one", "pattern.two");
    assertThat(test.source().staged()).isEmpty();
  }

  @Test
  void withNothingNew_noCatalogIsPublished() throws IOException {
    put("pattern.scan/1.0/scan.ptn", "one");
    scanTwice();
    watched.publish(test.now());

    assertThat(scanTwice()).isEmpty();
    assertThat(watched.publish(test.now())).isInstanceOf(Nothing.class);
    assertThat(test.catalog().sequence()).isEqualTo(1);
  }

  @Test
  void whatIsWhole_waitsForWhatStillArrives() throws IOException {
    put("pattern.one/1.0/a.ptn", "one");
    scan();
    put("pattern.two/1.0/b.ptn", "half");
    scan();

    assertThat(watched.publish(test.now())).isInstanceOf(Nothing.class);
    assertThat(test.source().snapshot()).isEmpty();
    scan();
    assertThat(watched.publish(test.now())).isEqualTo(new Published(1, 2, 2, 0));
  }

  @Test
  void aFileThatNeverComesToRest_holdsTheOthersUpForTenMinutesOnly() throws IOException {
    put("pattern.one/1.0/a.ptn", "one");
    scan();
    Path restless = put("pattern.two/1.0/b.ptn", "b");
    scan();
    test.pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(watched.publish(test.now())).isInstanceOf(Nothing.class);
    test.pass(Duration.ofMillis(1));
    Files.writeString(restless, "bb");
    scan();

    assertThat(watched.publish(test.now())).isEqualTo(new Published(1, 1, 1, 0));
    assertThat(test.catalog().components())
        .extracting(entry -> entry.id().text())
        .containsExactly("pattern.one");
  }

  @Test
  void whatWasStagedInAnotherWay_goesOnWaiting() throws IOException {
    test.stage("pattern.hand", "1.0", "by hand");
    test.stage("pattern.scan", "2.0", "by hand, newer than the file");
    put("pattern.scan/1.0/scan.ptn", "one");
    put("pattern.file/1.0/file.ptn", "file");
    scanTwice();
    watched.publish(test.now());

    assertThat(test.catalog().components())
        .extracting(entry -> entry.id().text())
        .containsExactly("pattern.file");
    assertThat(test.source().staged())
        .extracting(staged -> staged.entry().id().text())
        .containsExactly("pattern.hand", "pattern.scan");
  }

  @Test
  void whatWasStagedBeforeARestart_isPublishedAfterIt() throws IOException {
    put("pattern.scan/1.0/scan.ptn", "one");
    scanTwice();
    test.restart();
    watched = new WatchedFolder(folder, test.source());
    scanTwice();

    assertThat(watched.publish(test.now())).isEqualTo(new Published(1, 1, 1, 0));
  }

  @Test
  void aPublishThatIsRefused_isTriedAgain() throws IOException {
    put("pattern.scan/1.0/scan.ptn", "one");
    test.offer("other", "1.0", "other");
    scanTwice();
    test.pass(Duration.ofMinutes(-6));

    assertThat(watched.publish(test.now())).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(test.catalog().sequence()).isEqualTo(1);
    test.pass(Duration.ofMinutes(6));
    assertThat(watched.publish(test.now())).isEqualTo(new Published(2, 2, 1, 0));
  }
}
