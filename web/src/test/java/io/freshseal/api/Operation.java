package io.freshseal.api;

import io.freshseal.api.access.AccessRule;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One request that the application answers, read from its classes. */
record Operation(String verb, String address, Class<?> resource, Method method) {

  private static final List<Application> APPLICATIONS =
      List.of(new RelayApplication(), new SourceApplication());

  /** All of them, by address. */
  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (Application application : APPLICATIONS) {
      String base = application.getClass().getAnnotation(ApplicationPath.class).value();
      registered(application).forEach(type -> all.addAll(of(base, type)));
    }
    all.sort(Comparator.comparing(Operation::address).thenComparing(Operation::verb));
    return all;
  }

  /** The resources that some application offers. */
  static Stream<Class<?>> resources() {
    return APPLICATIONS.stream().flatMap(Operation::registered);
  }

  AccessRule rule() {
    return AccessRule.of(resource, method);
  }

  private static Stream<Class<?>> registered(Application application) {
    return application.getClasses().stream().filter(type -> type.isAnnotationPresent(Path.class));
  }

  private static List<Operation> of(String base, Class<?> resource) {
    List<Operation> operations = new ArrayList<>();
    for (Method method : resource.getMethods()) {
      for (Annotation mark : method.getAnnotations()) {
        HttpMethod verb = mark.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          String address = below(base, resource, method);
          operations.add(new Operation(verb.value(), address, resource, method));
        }
      }
    }
    return operations;
  }

  private static String below(String base, Class<?> resource, Method method) {
    Path own = method.getAnnotation(Path.class);
    String above = resource.getAnnotation(Path.class).value();
    return (base + "/" + above + "/" + (own == null ? "" : own.value()))
        .replaceAll("/+", "/")
        .replaceAll("/$", "");
  }
}
