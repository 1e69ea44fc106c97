package io.freshseal.console.alerts;

import io.freshseal.alerts.boundary.Alerts;
import io.freshseal.alerts.control.AlertCsv;
import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertState;
import io.freshseal.console.frame.CsvDownload;
import io.freshseal.console.frame.Language;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;

/** The alerts in the state of the page, as a table. */
@WebServlet(name = "alert-export", urlPatterns = "/console/alerts.csv")
public class AlertExport extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Alerts alerts;
  private final transient Language language;

  @Inject
  public AlertExport(Alerts alerts, Language language) {
    this.alerts = alerts;
    this.language = language;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Locale locale = language.getLocale();
    CsvDownload download = CsvDownload.begin(response, "freshseal-alerts", AlertCsv.head());
    alerts.<IOException>export(
        AlertState.parse(request.getParameter("state")).orElse(AlertState.OPEN),
        stretch -> {
          for (Alert alert : stretch) {
            download.write(AlertCsv.line(alert, locale));
          }
          download.send();
        });
  }
}
