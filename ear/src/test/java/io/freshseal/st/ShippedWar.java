package io.freshseal.st;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the shipped WAR answers, read from its classes and its files. */
final class ShippedWar {
  private static final String CLASSES = "WEB-INF/classes/";
  private static final String LIBRARIES = "WEB-INF/lib/";

  private ShippedWar() {}

  /** Its requests, as in {@code GET /api/v1/catalog}, with the names of parameters in braces. */
  static Set<String> operations() {
    Path folder = Distribution.folder("war");
    Set<String> operations = new TreeSet<>();
    try (URLClassLoader loader = new URLClassLoader(unpack(folder), ours())) {
      for (String name : names()) {
        if (name.startsWith(CLASSES) && name.endsWith("Application.class")) {
          String type = name.substring(CLASSES.length(), name.length() - 6).replace('/', '.');
          operations.addAll(operations(loader.loadClass(type)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the shipped WAR cannot be read", e);
    }
    return operations;
  }

  /** The addresses of its pages, those that only other pages are made of included. */
  static Set<String> pages() {
    return names().stream()
        .filter(name -> name.endsWith(".xhtml"))
        .map(name -> "/" + name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ClassLoader ours() {
    return ShippedWar.class.getClassLoader();
  }

  private static List<String> operations(Class<?> application) throws ReflectiveOperationException {
    String base = application.getAnnotation(ApplicationPath.class).value();
    Application made = (Application) application.getConstructor().newInstance();
    List<String> operations = new ArrayList<>();
    for (Class<?> type : made.getClasses()) {
      jakarta.ws.rs.Path path = type.getAnnotation(jakarta.ws.rs.Path.class);
      for (Method method : path == null ? new Method[0] : type.getMethods()) {
        for (Annotation mark : method.getAnnotations()) {
          HttpMethod verb = mark.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            operations.add(verb.value() + " " + address(base, path, method));
          }
        }
      }
    }
    return operations;
  }

  private static String address(String base, jakarta.ws.rs.Path path, Method method) {
    jakarta.ws.rs.Path own = method.getAnnotation(jakarta.ws.rs.Path.class);
    return (base + "/" + path.value() + "/" + (own == null ? "" : own.value()))
        .replaceAll("/+", "/")
        .replaceAll("/$", "");
  }

  private static List<String> names() {
    try (ZipFile war = new ZipFile(Distribution.war().toFile())) {
      return war.stream().map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL[] unpack(Path folder) throws IOException {
    try (ZipFile war = new ZipFile(Distribution.war().toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) war.stream().map(ZipEntry.class::cast)::iterator) {
        String name = entry.getName();
        if (!entry.isDirectory() && (name.startsWith(CLASSES) || name.startsWith(LIBRARIES))) {
          Path file = folder.resolve(name);
          Files.createDirectories(file.getParent());
          Files.copy(war.getInputStream(entry), file);
        }
      }
    }
    List<URL> urls = new ArrayList<>(List.of(folder.resolve(CLASSES).toUri().toURL()));
    try (Stream<Path> jars = Files.list(folder.resolve(LIBRARIES))) {
      for (Path jar : jars.toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
