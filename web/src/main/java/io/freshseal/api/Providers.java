package io.freshseal.api;

import io.freshseal.api.access.AccessFilter;
import io.freshseal.api.access.CrossSiteFilter;
import io.freshseal.api.input.BodyLimit;
import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.FaultMapper;
import io.freshseal.api.problem.HttpRefusalMapper;
import io.freshseal.api.problem.ProblemMapper;
import io.freshseal.api.serving.FileSliceWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What both base addresses have in common. */
final class Providers {

  private static final Set<Class<?>> COMMON =
      Set.of(
          AccessFilter.class,
          CrossSiteFilter.class,
          BodyLimit.class,
          Parameters.class,
          NoStore.class,
          FileSliceWriter.class,
          ProblemMapper.class,
          HttpRefusalMapper.class,
          FaultMapper.class);

  /**
   * No second, unguarded description of the interface beside OpenAPI; and a Location stays the path
   * it is given as, instead of naming the host that the request names.
   */
  static final Map<String, Object> PROPERTIES =
      Map.of(
          "jersey.config.server.wadl.disableWadl",
          true,
          "jersey.config.server.headers.location.relative.resolution.disabled",
          true);

  private Providers() {}

  static Set<Class<?>> with(Set<Class<?>> resources) {
    Set<Class<?>> all = new HashSet<>(COMMON);
    all.addAll(resources);
    return Set.copyOf(all);
  }
}
