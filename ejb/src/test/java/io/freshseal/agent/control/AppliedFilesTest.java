package io.freshseal.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppliedFilesTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final ComponentId A = new ComponentId("pattern.a");

  @TempDir Path directory;
  private Vault vault;
  private AppliedFiles files;

  @BeforeEach
  void open() throws IOException {
    vault = Vault.open(StorePlaces.in(directory), Clock.systemUTC());
    files = new AppliedFiles(directory, vault.objects());
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  private CatalogEntry entry(String version, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Sha256 object = vault.objects().put(bytes);
    Sha256 signature = vault.objects().put(("signature of " + content).getBytes());
    return new CatalogEntry(
        A,
        ComponentKind.PATTERN,
        new Platform("any"),
        new ComponentVersion(version),
        bytes.length,
        object,
        new SignatureEntry(
            signature, ("signature of " + content).length(), 1, NOW, NOW.plusSeconds(1)));
  }

  private void hold(CatalogEntry entry) throws IOException {
    vault.switchTo(vault.state().holding(List.of(entry), NOW));
  }

  private List<AppliedChange> follow() throws IOException {
    return files.follow(vault.state());
  }

  private List<Path> leftovers() throws IOException {
    try (var left = Files.list(directory.resolve("staging"))) {
      return left.toList();
    }
  }

  @Test
  void firstVersion_isPutInPlace() throws IOException {
    hold(entry("1.0", "one"));
    assertThat(follow())
        .containsExactly(new AppliedChange(A, Optional.empty(), new ComponentVersion("1.0")));
    assertThat(files.current(A)).hasContent("one");
    assertThat(files.previous(A)).doesNotExist();
    assertThat(files.present()).containsExactly(A);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void nextVersion_replacesItAndTheOneBeforeIsKept() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    hold(entry("1.1", "two"));
    assertThat(follow())
        .containsExactly(
            new AppliedChange(
                A, Optional.of(new ComponentVersion("1.0")), new ComponentVersion("1.1")));
    assertThat(files.current(A)).hasContent("two");
    assertThat(files.previous(A)).hasContent("one");
    hold(entry("1.2", "three"));
    follow();
    assertThat(files.current(A)).hasContent("three");
    assertThat(files.previous(A)).hasContent("two");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void clearingTheCacheAfterAKill_keepsTheVersionBefore() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    hold(entry("1.1", "two"));
    new CacheClearing(vault, files).all(NOW);
    follow();
    assertThat(files.current(A)).hasContent("two");
    assertThat(files.previous(A)).hasContent("one");
  }

  @Test
  void unchangedState_changesNothing() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    assertThat(follow()).isEmpty();
  }

  @Test
  void newVersionWithTheSameBytes_leavesFilesAlone() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    hold(entry("1.1", "two"));
    follow();
    hold(entry("1.2", "two"));
    assertThat(follow()).isEmpty();
    assertThat(files.previous(A)).hasContent("one");
  }

  @Test
  void readerWithTheFileOpen_keepsReadingTheOldVersion() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    try (var reader = Files.newInputStream(files.current(A))) {
      hold(entry("1.1", "two"));
      follow();
      assertThat(reader.readAllBytes()).asString().isEqualTo("one");
    }
  }

  @Test
  void versionKeptAsPrevious_outlivesItsObject() throws IOException {
    CatalogEntry first = entry("1.0", "one");
    hold(first);
    follow();
    hold(entry("1.1", "two"));
    follow();
    vault.collectGarbage(NOW.plusSeconds(10), Duration.ZERO, Set.of());
    Files.deleteIfExists(vault.objects().find(first.sha256()).orElse(directory.resolve("none")));
    assertThat(files.previous(A)).hasContent("one");
  }

  @Test
  void killBetweenStateAndFiles_isMadeGood() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    hold(entry("1.1", "two"));
    vault.close();
    vault = Vault.open(StorePlaces.in(directory), Clock.systemUTC());
    files = new AppliedFiles(directory, vault.objects());
    assertThat(files.current(A)).hasContent("one");
    assertThat(follow()).hasSize(1);
    assertThat(files.current(A)).hasContent("two");
    assertThat(files.previous(A)).hasContent("one");
  }

  @Test
  void fileThatSomebodyReplaced_isPutRightAndNotKeptAsPrevious() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    Files.delete(files.current(A));
    Files.writeString(files.current(A), "bad");
    assertThat(follow()).hasSize(1);
    assertThat(files.current(A)).hasContent("one");
    assertThat(files.previous(A)).doesNotExist();
  }

  @Test
  void copyInsteadOfALink_countsAsInPlace() throws IOException {
    hold(entry("1.0", "one"));
    Files.createDirectories(files.current(A).getParent());
    Files.writeString(files.current(A), "one");
    assertThat(follow()).isEmpty();
  }

  @Test
  void folderInTheWay_isALocalFaultAndNothingIsLeft() throws IOException {
    hold(entry("1.0", "one"));
    Files.createDirectories(files.current(A).resolve("x"));
    assertThatThrownBy(this::follow).isInstanceOf(StorageException.class);
    assertThat(leftovers()).isEmpty();
    assertThat(files.current(A).resolve("x")).isDirectory();
  }

  @Test
  void objectGoneFromTheStore_isALocalFaultAndTheFileStays() throws IOException {
    hold(entry("1.0", "one"));
    follow();
    CatalogEntry next = entry("1.1", "two");
    hold(next);
    Files.delete(vault.objects().find(next.sha256()).orElseThrow());
    assertThatThrownBy(this::follow).isInstanceOf(StorageException.class);
    assertThat(files.current(A)).hasContent("one");
  }
}
