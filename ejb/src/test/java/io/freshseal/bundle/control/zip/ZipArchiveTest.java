package io.freshseal.bundle.control.zip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.bundle.entity.BundleFlaw;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {

  private static final byte[] CATALOG = "a signed catalog".getBytes(UTF_8);
  private static final byte[] MANIFEST = "{}".getBytes(UTF_8);
  private static final byte[] CONTENT = "content of a component".getBytes(UTF_8);
  private static final String ONE = ZipItem.object(Sha256.of(CONTENT));
  private static final String LOW = "objects/" + "0".repeat(64);
  private static final String HIGH = "objects/" + "f".repeat(64);

  @TempDir private Path folder;

  @Test
  void whatWasWritten_isReadAgain_byUsAndByOthers() throws IOException {
    Path file = file(sound());

    try (ZipArchive archive = opened(file)) {
      assertThat(archive.names()).containsExactlyInAnyOrder("catalog.p7m", "manifest.json", ONE);
      assertThat(whole(archive, ZipItem.CATALOG)).isEqualTo(CATALOG);
      assertThat(archive.read(ONE, 11).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(CONTENT, 11, CONTENT.length));
    }
    try (ZipFile other = new ZipFile(file.toFile())) {
      assertThat(other.stream().map(ZipEntry::getName))
          .containsExactly("catalog.p7m", "manifest.json", ONE);
      assertThat(other.getInputStream(other.getEntry(ONE)).readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void theSameEntries_giveTheSameBytes() throws IOException {
    assertThat(sound()).isEqualTo(sound());
  }

  @Test
  void everyByteOfEveryHeader_counts() throws IOException {
    byte[] sound = sound();
    Path file = folder.resolve("flipped.zip");
    int headers = 0;
    for (int at = 0; at < sound.length; at++) {
      if (isContent(sound, at)) {
        continue;
      }
      headers++;
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertThat(code(Files.write(file, flipped)))
          .as("byte " + at)
          .isEqualTo(StatusCode.BAD_BUNDLE);
    }
    assertThat(headers).isGreaterThan(400);
  }

  @Test
  void everyByteOfASmallEntry_countsWhenItIsRead() throws IOException {
    byte[] sound = sound();
    int begins = new String(sound, UTF_8).indexOf("a signed");
    for (int at = begins; at < begins + CATALOG.length; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 1;
      try (ZipArchive archive = opened(file(flipped))) {
        assertThat(flaw(archive.whole(ZipItem.CATALOG, 100)))
            .isEqualTo(BundleFlaw.ENTRY_DAMAGED.key());
      }
    }
  }

  @Test
  void archiveCutAnywhere_isRefused() throws IOException {
    byte[] sound = sound();
    Path file = folder.resolve("cut.zip");
    for (int length = 0; length < sound.length; length++) {
      assertThat(code(Files.write(file, Arrays.copyOf(sound, length))))
          .as("the first " + length)
          .isEqualTo(StatusCode.BAD_BUNDLE);
    }
  }

  @Test
  void somethingInFrontOrBehind_isRefused() throws IOException {
    byte[] sound = sound();
    byte[] behind = Arrays.copyOf(sound, sound.length + 1);
    byte[] inFront = new byte[sound.length + 1];
    System.arraycopy(sound, 0, inFront, 1, sound.length);

    assertThat(flaw(file(behind))).isEqualTo(BundleFlaw.NO_END.key());
    assertThat(flaw(file(inFront))).isEqualTo(BundleFlaw.OTHER_END.key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "objects\\x",
        "objects/",
        "objects/../catalog.p7m",
        "objects/ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789",
        "CATALOG.P7M",
        "inner.zip",
        "",
        "objects/\u0000"
      })
  void nameThatIsNotExpected_isRefusedAndShownSafely(String name) throws IOException {
    byte[] forged =
        new ZipForge().add(ZipItem.CATALOG, "c").add(ZipItem.MANIFEST, "m").add(name, "x").bytes();

    Outcome.Refused<ZipArchive> refused = refused(file(forged));

    assertThat(refused.sentence().key()).isEqualTo(BundleFlaw.ENTRY_NAME.key());
    assertThat(refused.sentence().english()).doesNotContain("\u0000");
  }

  @Test
  void sameEntryTwice_orInAnotherOrder_isRefused() throws IOException {
    ZipForge start = new ZipForge().add(ZipItem.CATALOG, "c").add(ZipItem.MANIFEST, "m");

    assertThat(flaw(file(start.add(HIGH, "1").add(HIGH, "2").bytes())))
        .isEqualTo(BundleFlaw.ENTRY_ORDER.key());
    assertThat(
            flaw(
                file(
                    new ZipForge()
                        .add(ZipItem.CATALOG, "c")
                        .add(ZipItem.MANIFEST, "m")
                        .add(HIGH, "1")
                        .add(LOW, "2")
                        .bytes())))
        .isEqualTo(BundleFlaw.ENTRY_ORDER.key());
    assertThat(
            flaw(file(new ZipForge().add(ZipItem.MANIFEST, "m").add(ZipItem.CATALOG, "c").bytes())))
        .isEqualTo(BundleFlaw.ENTRY_ORDER.key());
  }

  @Test
  void archiveWithoutManifest_isRefused() throws IOException {
    byte[] two = new ZipForge().add(ZipItem.CATALOG, "c").add(HIGH, "1").bytes();
    byte[] one = new ZipForge().add(ZipItem.CATALOG, "c").bytes();

    assertThat(flaw(file(two))).isEqualTo(BundleFlaw.ENTRY_ORDER.key());
    assertThat(flaw(file(one))).isEqualTo(BundleFlaw.OTHER_END.key());
  }

  @Test
  void compressedArchive_isRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (String name : List.of(ZipItem.CATALOG, ZipItem.MANIFEST, HIGH)) {
        out.putNextEntry(new ZipEntry(name));
        out.write(new byte[100_000]);
      }
    }

    assertThat(flaw(file(bytes.toByteArray()))).isEqualTo(BundleFlaw.ENTRY_FORM.key());
  }

  @Test
  void sizeThatIsALie_isRefused() throws IOException {
    byte[] content = "x".getBytes(UTF_8);
    for (long size : new long[] {0, 2, 1000, 0xfffffffeL, 0xffffffffL, 1L << 40, Long.MAX_VALUE}) {
      byte[] forged =
          new ZipForge()
              .add(ZipItem.CATALOG, "c")
              .add(ZipItem.MANIFEST, "m")
              .add(new ZipItem(HIGH, size, 7), content)
              .bytes();

      assertThat(code(file(forged))).as("size " + size).isEqualTo(StatusCode.BAD_BUNDLE);
    }
  }

  @Test
  void moreEntriesThanAnyBundleHas_areRefusedBeforeTheyAreRead() throws IOException {
    for (long entries : new long[] {ZipCheck.MOST_ENTRIES + 1, 70_000, 1L << 40, Long.MAX_VALUE}) {
      assertThat(flaw(file(small().bytes(entries))))
          .as(entries + " entries")
          .isEqualTo(BundleFlaw.TOO_MANY_ENTRIES.key());
    }
    assertThat(flaw(file(small().bytes(3)))).isEqualTo(BundleFlaw.OTHER_DIRECTORY.key());
  }

  @Test
  void fileBeyondFourGibibytes_isReadAtItsEnd() throws IOException {
    ZipItem catalog = ZipForge.item(ZipItem.CATALOG, CATALOG);
    ZipItem manifest = ZipForge.item(ZipItem.MANIFEST, MANIFEST);
    ZipItem large = new ZipItem(LOW, (4L << 30) + 1, 0);
    ZipItem behind = ZipForge.item(HIGH, CONTENT);
    Path file = folder.resolve("large.zip");
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      write(out, ZipForm.local(catalog), CATALOG, ZipForm.local(manifest), MANIFEST);
      long manifestAt = ZipForm.span(catalog);
      long largeAt = manifestAt + ZipForm.span(manifest);
      write(out, ZipForm.local(large));
      // A hole: zeros that take no room.
      out.position(out.position() + large.size());
      long behindAt = out.position();
      write(out, ZipForm.local(behind), CONTENT);
      long directory = out.position();
      write(
          out,
          ZipForm.directory(catalog, 0),
          ZipForm.directory(manifest, manifestAt),
          ZipForm.directory(large, largeAt),
          ZipForm.directory(behind, behindAt));
      write(out, ZipForm.end(4, directory, out.position() - directory));
    }

    try (ZipArchive archive = opened(file)) {
      assertThat(archive.find(LOW)).contains(large);
      assertThat(archive.read(LOW, large.size() - 3).readAllBytes()).isEqualTo(new byte[3]);
      assertThat(whole(archive, HIGH)).isEqualTo(CONTENT);
      assertThat(archive.length()).isGreaterThan(4L << 30);
    }
    try (ZipFile other = new ZipFile(file.toFile())) {
      assertThat(other.getInputStream(other.getEntry(HIGH)).readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void entryLongerThanAsked_isNotReadAtAll() throws IOException {
    try (ZipArchive archive = opened(file(sound()))) {
      assertThat(flaw(archive.whole(ONE, CONTENT.length - 1)))
          .isEqualTo(BundleFlaw.ENTRY_TOO_LARGE.key());
      assertThat(whole(archive, ONE)).isEqualTo(CONTENT);
    }
  }

  @Test
  void writer_takesNothingThatIsNotWhatItSays() {
    ZipWriter writer = new ZipWriter(new ByteArrayOutputStream());
    ZipItem item = ZipForge.item(ZipItem.CATALOG, CATALOG);

    assertThatThrownBy(() -> writer.add(item, new ByteArrayInputStream(CONTENT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was read");
    assertThatThrownBy(() -> writer.add(ZipForge.item(HIGH, CONTENT), stream(CONTENT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ZipForge small() {
    return new ZipForge().add(ZipItem.CATALOG, "c").add(ZipItem.MANIFEST, "m");
  }

  private static byte[] sound() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipWriter writer = new ZipWriter(out);
    writer.add(ZipForge.item(ZipItem.CATALOG, CATALOG), stream(CATALOG));
    writer.add(ZipForge.item(ZipItem.MANIFEST, MANIFEST), stream(MANIFEST));
    writer.add(ZipForge.item(ONE, CONTENT), stream(CONTENT));
    assertThat(writer.finish()).isEqualTo(out.size());
    return out.toByteArray();
  }

  private static boolean isContent(byte[] archive, int at) {
    String text = new String(archive, ISO_8859_1);
    return Stream.of(CATALOG, MANIFEST, CONTENT)
        .anyMatch(
            content -> {
              int begins = text.indexOf(new String(content, UTF_8));
              return at >= begins && at < begins + content.length;
            });
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static void write(FileChannel out, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      out.write(ByteBuffer.wrap(part));
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("bundle.zip"), bytes);
  }

  private static ZipArchive opened(Path file) throws IOException {
    return ZipArchive.open(file)
        .fold(
            archive -> archive,
            refused -> {
              throw new AssertionError(refused.sentence().english());
            });
  }

  private static byte[] whole(ZipArchive archive, String name) throws IOException {
    return archive
        .whole(name, 1000)
        .fold(
            bytes -> bytes,
            refused -> {
              throw new AssertionError(refused.sentence().english());
            });
  }

  private static Outcome.Refused<ZipArchive> refused(Path file) throws IOException {
    Outcome<ZipArchive> outcome = ZipArchive.open(file);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return (Outcome.Refused<ZipArchive>) outcome;
  }

  private static StatusCode code(Path file) throws IOException {
    return refused(file).code();
  }

  private static String flaw(Path file) throws IOException {
    return refused(file).sentence().key();
  }

  private static String flaw(Outcome<byte[]> outcome) {
    return outcome.fold(bytes -> "read", refused -> refused.sentence().key());
  }
}
