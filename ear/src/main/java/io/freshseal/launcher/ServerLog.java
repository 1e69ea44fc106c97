package io.freshseal.launcher;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps the server's talk in files, so that the terminal shows only what a person should see. */
final class ServerLog {
  private static final Pattern CAUSE = Pattern.compile("^Caused by: [\\w.$]+: (.+)$");

  /** What Payara Micro prints on standard output at every start, to nobody's use. */
  private static final String NOISE = "JdbcRuntimeExtension,";

  private final Path folder;

  ServerLog(Path folder) {
    this.folder = folder;
  }

  /** The log of the present start; those before it are {@code server-1.log} and so on. */
  Path current() {
    return folder.resolve("server-0.log");
  }

  /** Writes the logging configuration: the given template, and where the log goes. */
  Path configure(Path template, Path into) throws IOException {
    String pattern = folder.resolve("server-%g.log").toString();
    String escaped =
        pattern.replace("%", "%%").replace("server-%%g", "server-%g").replace("\\", "\\\\");
    String text =
        Files.readString(template) + "java.util.logging.FileHandler.pattern=" + escaped + "\n";
    return Files.writeString(into, text);
  }

  /** From now on standard error is a file, and standard output says nothing useless. */
  void quieten(PrintStream terminal) throws IOException {
    System.setOut(new PrintStream(new LineFilter(terminal, NOISE), true, StandardCharsets.UTF_8));
    System.setErr(
        new PrintStream(
            new FileOutputStream(folder.resolve("console.log").toFile()),
            true,
            StandardCharsets.UTF_8));
  }

  /** The root cause of the last exception in the log. */
  Optional<String> lastCause() {
    try (Stream<String> lines = Files.lines(current(), StandardCharsets.ISO_8859_1)) {
      return lines
          .map(CAUSE::matcher)
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .reduce((before, last) -> last);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Passes on whole lines, but for those with a certain beginning. */
  private static final class LineFilter extends FilterOutputStream {
    private final byte[] unwanted;
    private final byte[] beginning;
    private int length;
    private boolean dropping;

    LineFilter(OutputStream out, String unwanted) {
      super(out);
      this.unwanted = unwanted.getBytes(StandardCharsets.UTF_8);
      this.beginning = new byte[this.unwanted.length];
    }

    @Override
    public synchronized void write(int b) throws IOException {
      if (dropping) {
        dropping = b != '\n';
      } else if (length < unwanted.length) {
        start(b);
      } else {
        out.write(b);
      }
      if (b == '\n') {
        length = 0;
      }
    }

    private void start(int b) throws IOException {
      beginning[length++] = (byte) b;
      if (b != unwanted[length - 1]) {
        out.write(beginning, 0, length);
        length = unwanted.length;
      } else if (length == unwanted.length) {
        dropping = true;
      }
    }
  }
}
