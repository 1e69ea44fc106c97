package io.freshseal.api.address;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.asyncqueue.AsyncQueueEnabledTransport;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * Finds the HTTP filters and the transports of all listeners of the server. What lies between is no
 * published interface of Payara, hence by reflection: nothing of it is needed to build, and nothing
 * breaks where it is missing.
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
    List<HttpServerFilter> filters = new ArrayList<>();
    for (Object listener : listeners()) {
      Object found =
          listener
              .getClass()
              .getMethod("getFilters", Class.class)
              .invoke(listener, HttpServerFilter.class);
      ((List<?>) found).forEach(filter -> filters.add((HttpServerFilter) filter));
    }
    return filters;
  }

  /**
   * The transports, which know the queues of what is to be sent.
   *
   * @throws ReflectiveOperationException if the server is built in another way
   */
  public static List<AsyncQueueEnabledTransport> transports() throws ReflectiveOperationException {
    List<AsyncQueueEnabledTransport> transports = new ArrayList<>();
    for (Object listener : listeners()) {
      Object transport = listener.getClass().getMethod("getTransport").invoke(listener);
      if (transport instanceof AsyncQueueEnabledTransport queued) {
        transports.add(queued);
      }
    }
    return transports;
  }

  private static List<Object> listeners() throws ReflectiveOperationException {
    ClassLoader loader = HttpEngine.class.getClassLoader();
    Object service =
        loader
            .loadClass(GLOBALS)
            .getMethod("get", Class.class)
            .invoke(null, loader.loadClass(SERVICE));
    Field proxies = service.getClass().getDeclaredField("proxies");
    proxies.setAccessible(true);
    List<Object> listeners = new ArrayList<>();
    for (Object proxy : (Collection<?>) proxies.get(service)) {
      listeners.add(proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy));
    }
    return listeners;
  }
}
