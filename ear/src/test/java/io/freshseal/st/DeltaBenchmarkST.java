package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.delta.control.DeltaEncoder;
import io.freshseal.delta.control.DeltaInput;
import io.freshseal.shared.entity.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Successive versions of real data and programs, as deltas of this product, of xdelta3 and of
 * bsdiff, and whole by {@code zstd -19}: bytes, and the processor's time of making and of undoing.
 * Everything is undone and compared. Ours is made by one thread of this process, whose time is
 * counted; the others are processes. Asserted is that ours is right and shorter than the whole.
 */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class DeltaBenchmarkST {
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "libphonenumber",
              "com.googlecode.libphonenumber:libphonenumber:9.0.8",
              "com.googlecode.libphonenumber:libphonenumber:9.0.9"),
          new Pair(
              "yauaa",
              "nl.basjes.parse.useragent:yauaa:7.30.0",
              "nl.basjes.parse.useragent:yauaa:7.31.0"),
          new Pair(
              "language-en",
              "org.languagetool:language-en:6.5",
              "org.languagetool:language-en:6.6"),
          new Pair(
              "sqlite-jdbc", "org.xerial:sqlite-jdbc:3.49.1.0", "org.xerial:sqlite-jdbc:3.50.1.0"),
          new Pair("icu4j", "com.ibm.icu:icu4j:77.1", "com.ibm.icu:icu4j:78.1"),
          new Pair(
              "kotlin-compiler",
              "org.jetbrains.kotlin:kotlin-compiler-embeddable:2.4.20",
              "org.jetbrains.kotlin:kotlin-compiler-embeddable:2.4.21"));

  private final Path folder = Distribution.folder("deltas");
  private final Artifacts artifacts = new Artifacts(kept());

  private record Pair(String name, String old, String next) {}

  /** Bytes, and seconds of the processor. */
  private record Figures(long bytes, double making, double undoing) {}

  // What was fetched serves the next run as well.
  private Path kept() {
    try {
      return Files.createDirectories(folder.resolveSibling("artifacts"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void allMakeTheSameOutOfTheSame_andTheRatiosArePrinted() throws Exception {
    for (Pair pair : PAIRS) {
      measure(pair);
    }
  }

  private void measure(Pair pair) throws Exception {
    Path old = artifacts.tar(pair.old());
    Path next = artifacts.tar(pair.next());
    Figures zstd = zstd(next);
    Figures xdelta = xdelta(old, next);
    Figures bsdiff = bsdiff(old, next);
    Figures ours = ours(old, next);
    List<Figures> all = List.of(zstd, xdelta, bsdiff, ours);
    StringBuilder row = new StringBuilder();
    row.append(String.format(Locale.ROOT, "| %s | %.1f |", pair.name(), Files.size(next) / 1e6));
    all.forEach(one -> row.append(String.format(Locale.ROOT, " %,d |", one.bytes())));
    row.append(String.format(Locale.ROOT, " %.2f |", (double) ours.bytes() / bsdiff.bytes()));
    all.forEach(one -> row.append(String.format(Locale.ROOT, " %.2f |", one.making())));
    row.append(String.format(Locale.ROOT, " %.1f |", 100 * ours.making() / bsdiff.making()));
    all.forEach(one -> row.append(String.format(Locale.ROOT, " %.2f |", one.undoing())));
    System.out.println(row);
    assertThat(ours.bytes()).as(pair.name()).isLessThan(zstd.bytes());
  }

  private Figures zstd(Path next) throws Exception {
    Path made = folder.resolve("made.zst");
    double making = run("zstd", "-q", "-f", "-19", next.toString(), "-o", made.toString());
    return undone(made, next, making, "zstd", "-q", "-f", "-d", made.toString(), "-o", out());
  }

  private Figures xdelta(Path old, Path next) throws Exception {
    Path made = folder.resolve("made.xdelta");
    // Room for all of the old file, which is not its default.
    String[] words = {"xdelta3", "-f", "-9", "-B", "536870912", "-s", old.toString()};
    double making = run(with(words, "-e", next.toString(), made.toString()));
    return undone(made, next, making, with(words, "-d", made.toString(), out()));
  }

  private Figures bsdiff(Path old, Path next) throws Exception {
    Path made = folder.resolve("made.bsdiff");
    double making = run("bsdiff", old.toString(), next.toString(), made.toString());
    return undone(made, next, making, "bspatch", old.toString(), out(), made.toString());
  }

  private Figures ours(Path old, Path next) throws Exception {
    Path made = folder.resolve("made.dcz");
    Sha256 held = sha256(old);
    DeltaEncoder encoder = DeltaEncoder.load();
    long start = processor();
    assertThat(encoder.write(old, held, next, made, Long.MAX_VALUE)).isTrue();
    double making = (processor() - start) / 1e9;
    start = processor();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(made), 1 << 17);
        InputStream decoded = DeltaInput.open(in, old, held);
        OutputStream to = Files.newOutputStream(Path.of(out()))) {
      decoded.transferTo(to);
    }
    double undoing = (processor() - start) / 1e9;
    assertThat(sha256(Path.of(out()))).isEqualTo(sha256(next));
    return new Figures(Files.size(made), making, undoing);
  }

  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private String out() {
    return folder.resolve("undone").toString();
  }

  private Figures undone(Path made, Path next, double making, String... words) throws Exception {
    double undoing = run(words);
    assertThat(sha256(Path.of(out()))).as(words[0]).isEqualTo(sha256(next));
    return new Figures(Files.size(made), making, undoing);
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Runs a program to its end and answers the seconds that it had the processor. */
  private double run(String... words) throws Exception {
    Path times = folder.resolve("times");
    List<String> timed = new ArrayList<>();
    timed.addAll(
        List.of(
            "bash", "-c", "TIMEFORMAT='%U %S'; { time \"$@\" 2>&3; } 3>&2 2>" + times, "timed"));
    timed.addAll(List.of(words));
    timed.set(4, Tools.need(words[0]).toString());
    Process process = new ProcessBuilder(timed).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
    String[] seconds = Files.readString(times).strip().split(" ");
    return Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
  }

  private static Sha256 sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.ofDigest(digest.digest());
  }
}
