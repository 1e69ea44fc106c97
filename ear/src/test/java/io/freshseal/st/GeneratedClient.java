package io.freshseal.st;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The client that the build made from the description of the API, compiled here. */
final class GeneratedClient implements AutoCloseable {
  private static final Path USER = Path.of("src", "test", "client");

  private final URLClassLoader loader;

  private GeneratedClient(URLClassLoader loader) {
    this.loader = loader;
  }

  /** Compiles it together with what uses it. */
  static GeneratedClient compiled() {
    Path classes = Distribution.folder("client");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = new ArrayList<>(sources(Distribution.client().resolve("src/main/java")));
      sources.addAll(sources(USER));
      boolean well =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-nowarn", "-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!well) {
        throw new AssertionError("the generated client does not compile: " + said);
      }
      URL[] urls = {classes.toUri().toURL()};
      return new GeneratedClient(new URLClassLoader(urls, GeneratedClient.class.getClassLoader()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** Has the program of that name, which knows nothing but the client, do something. */
  @SuppressWarnings("unchecked")
  List<String> run(String program, String... words) {
    try {
      Object made = loader.loadClass(program).getConstructor().newInstance();
      return ((UnaryOperator<List<String>>) made).apply(List.of(words));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the generated client cannot be run", e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
