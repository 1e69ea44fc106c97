package io.freshseal.api.access;

import io.freshseal.shared.entity.Sha256;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Names the session cookie after the data directory: a browser tells cookies apart by host, not by
 * port, and several servers on one machine would sign each other's users out.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String data =
        ConfigProvider.getConfig().getOptionalValue("freshseal.data", String.class).orElse("");
    Sha256 digest = Sha256.of(data.getBytes(StandardCharsets.UTF_8));
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setName("freshseal-" + digest.hex().substring(0, 8));
    cookie.setHttpOnly(true);
  }
}
