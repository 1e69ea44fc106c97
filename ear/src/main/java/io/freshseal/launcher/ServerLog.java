package io.freshseal.launcher;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps the server's talk in files, so that the terminal shows only what a person should see. */
final class ServerLog {
  private static final Pattern STATED = Pattern.compile("freshseal: cannot start: (.+)");
  private static final Pattern LOGGED = Pattern.compile("Caused by: [\\w.$]+: (.+)");

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

  /** What was printed on standard error. */
  private Path console() {
    return folder.resolve("console.log");
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
        new PrintStream(new FileOutputStream(console().toFile()), true, StandardCharsets.UTF_8));
  }

  /** Why the server did not start: in the application's words, or the last root cause logged. */
  Optional<String> cause() {
    return last(console(), STATED).or(() -> last(current(), LOGGED));
  }

  private static Optional<String> last(Path file, Pattern pattern) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines
          .map(pattern::matcher)
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .reduce((before, last) -> last);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // a server that wrote nothing has said nothing
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
