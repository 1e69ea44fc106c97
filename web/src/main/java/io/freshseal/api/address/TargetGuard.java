package io.freshseal.api.address;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * Has the server show every request to a {@link MalformedTargetProbe} as long as this application
 * runs. Where the server is built in another way than expected, that is logged and the application
 * runs without: such requests are then answered by the server alone.
 */
@WebListener
public class TargetGuard implements ServletContextListener {

  private static final Logger LOG = System.getLogger(TargetGuard.class.getName());

  private Runnable removal = () -> {};

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      MalformedTargetProbe probe =
          new MalformedTargetProbe(event.getServletContext().getContextPath());
      List<HttpServerFilter> filters = HttpEngine.filters();
      filters.forEach(filter -> filter.getMonitoringConfig().addProbes(probe));
      removal = () -> filters.forEach(filter -> filter.getMonitoringConfig().removeProbes(probe));
      LOG.log(
          Level.DEBUG, "malformed request targets are refused on {0} listeners", filters.size());
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.log(Level.WARNING, "malformed request targets are left to the server: {0}", e.toString());
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    removal.run();
  }
}
