package io.freshseal.api.address;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * Finds the HTTP filters of all listeners of the server. What lies between is no published
 * interface of Payara, hence by reflection: nothing of it is needed to build, and nothing breaks
 * where it is missing.
 */
public final class HttpEngine {

  private static final String GLOBALS = "org.glassfish.internal.api.Globals";
  private static final String SERVICE = "com.sun.enterprise.v3.services.impl.GrizzlyService";

  private HttpEngine() {}

  /**
   * The filters, each of which has the handler of its listener.
   *
   * @throws ReflectiveOperationException if the server is built in another way
   */
  public static List<HttpServerFilter> filters() throws ReflectiveOperationException {
    ClassLoader loader = HttpEngine.class.getClassLoader();
    Object service =
        loader
            .loadClass(GLOBALS)
            .getMethod("get", Class.class)
            .invoke(null, loader.loadClass(SERVICE));
    Field proxies = service.getClass().getDeclaredField("proxies");
    proxies.setAccessible(true);
    List<HttpServerFilter> filters = new ArrayList<>();
    for (Object proxy : (Collection<?>) proxies.get(service)) {
      Object listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
      Object found =
          listener
              .getClass()
              .getMethod("getFilters", Class.class)
              .invoke(listener, HttpServerFilter.class);
      ((List<?>) found).forEach(filter -> filters.add((HttpServerFilter) filter));
    }
    return filters;
  }
}
