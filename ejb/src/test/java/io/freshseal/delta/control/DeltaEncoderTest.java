package io.freshseal.delta.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made here is what RFC 9842 calls a delta, short, and undone to the very bytes. */
class DeltaEncoderTest {

  private static DeltaEncoder encoder;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    encoder = DeltaEncoder.load();
  }

  private static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] edited(byte[] old, int places) {
    byte[] next = Arrays.copyOf(old, old.length + 1000);
    Random random = new Random(7);
    for (int i = 0; i < places; i++) {
      next[random.nextInt(next.length)] ^= 0x55;
    }
    return next;
  }

  private byte[] delta(byte[] old, byte[] next) throws IOException {
    Path out = folder.resolve("delta");
    assertThat(encoder.write(held(old), Sha256.of(old), wanted(next), out, Long.MAX_VALUE))
        .isTrue();
    return Files.readAllBytes(out);
  }

  private Path held(byte[] old) throws IOException {
    return Files.write(folder.resolve("old"), old);
  }

  private Path wanted(byte[] next) throws IOException {
    return Files.write(folder.resolve("new"), next);
  }

  private byte[] undone(byte[] delta, byte[] old) throws IOException {
    try (InputStream in =
        DeltaInput.open(new ByteArrayInputStream(delta), held(old), Sha256.of(old))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "1, 1",
    "20, 3",
    "1000, 5",
    "8388608, 10",
    "8388609, 10",
    "20000000, 100",
    "40000000, 100"
  })
  void delta_isShort_andIsUndoneToTheVeryBytes(int size, int places) throws IOException {
    byte[] old = random(size, 1);
    byte[] next = edited(old, places);

    byte[] delta = delta(old, next);

    assertThat(undone(delta, old)).isEqualTo(next);
    assertThat(delta.length)
        .as("a dictionary that is found, however far away")
        .isLessThan(2000 + places * 40 + size / 1000);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 8388608",
    // Five quarters of it are a byte short of 32 MiB.
    "26843545, 8388608",
    "26843546, 33554432"
  })
  void frame_hasNoLongerWindowThanReadersAccept(int held, int frame) throws IOException {
    byte[] old = random(held, 1);
    byte[] next = new byte[frame + 1000];
    byte[] delta = delta(old, next);

    assertThat(undone(delta, old)).isEqualTo(next);
    assertThat((long) frame).isLessThanOrEqualTo(Math.max(8 << 20, held * 5L / 4));
    // RFC 8878 3.1.1.1: a single segment, whose window is its content, of four bytes' size.
    int descriptor = delta[DeltaForm.HEADER_BYTES + 4] & 0xff;
    assertThat(descriptor & 0x20).as("single segment").isEqualTo(0x20);
    assertThat(descriptor & 0x04).as("with a checksum").isEqualTo(0x04);
    int size =
        (delta[DeltaForm.HEADER_BYTES + 5] & 0xff)
            | (delta[DeltaForm.HEADER_BYTES + 6] & 0xff) << 8
            | (delta[DeltaForm.HEADER_BYTES + 7] & 0xff) << 16
            | (delta[DeltaForm.HEADER_BYTES + 8] & 0xff) << 24;
    assertThat(size).isEqualTo(frame);
  }

  @Test
  void filesStayMapped_asLongAsTheEncoderReadsThem() throws Exception {
    byte[] old = random(8_000_000, 12);
    byte[] next = edited(old, 50);
    held(old);
    wanted(next);

    // Only what is compiled lets go of a buffer before the end of its method.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Xcomp",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=compileonly,io.freshseal.delta.control.DeltaEncoder*::*",
                "-cp",
                System.getProperty("java.class.path"),
                EncodingUnderCollection.class.getName(),
                folder.toString(),
                Sha256.of(old).hex())
            .redirectErrorStream(true)
            .directory(folder.toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(undone(Files.readAllBytes(folder.resolve("delta")), old)).isEqualTo(next);
  }

  @Test
  void oldFileThatLooksLikeATrainedDictionary_isTakenAsItsBytes() throws IOException {
    byte[] old = random(100_000, 3);
    System.arraycopy(new byte[] {0x37, (byte) 0xa4, 0x30, (byte) 0xec}, 0, old, 0, 4);
    byte[] next = edited(old, 5);

    byte[] delta = delta(old, next);

    assertThat(delta.length).isLessThan(3000);
    assertThat(undone(delta, old)).isEqualTo(next);
  }

  @Test
  void emptyNewFile_isAHeaderAlone() throws IOException {
    byte[] old = random(50, 4);
    byte[] delta = delta(old, new byte[0]);

    assertThat(delta).isEqualTo(DeltaForm.header(Sha256.of(old)));
    assertThat(undone(delta, old)).isEmpty();
  }

  @Test
  void deltaThatGetsTooLong_isGivenUp() throws IOException {
    byte[] old = random(1000, 5);
    byte[] next = random(20 << 20, 6);
    Path out = folder.resolve("delta");

    assertThat(encoder.write(held(old), Sha256.of(old), wanted(next), out, 9 << 20)).isFalse();
    assertThat(Files.size(out)).isLessThanOrEqualTo(9 << 20);
  }

  @Test
  void sameInput_makesTheSameBytes() throws IOException {
    byte[] old = random(300_000, 8);
    byte[] next = edited(old, 20);
    assertThat(delta(old, next)).isEqualTo(delta(old, next));
  }

  @Test
  void deltaToSomethingElse_isNone() throws IOException {
    byte[] old = random(5000, 9);
    byte[] delta = delta(old, edited(old, 2));
    byte[] other = random(5000, 10);

    assertThatThrownBy(() -> undone(delta, other)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"1000", "20000000", "40000000"})
  void zstdProgram_undoesItWithTheOldFileAlone(int size) throws Exception {
    byte[] old = random(size, 11);
    byte[] next = edited(old, 50);
    delta(old, next);

    Path made = folder.resolve("made");
    Process zstd =
        new ProcessBuilder("zstd", "-d", "-q", "--patch-from=old", "delta", "-o", "made")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(zstd.getInputStream().readAllBytes(), UTF_8);

    assertThat(zstd.waitFor()).as(said).isZero();
    assertThat(made).hasBinaryContent(next);
  }
}
