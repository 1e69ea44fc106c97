package io.freshseal.console.forecast;

import io.freshseal.console.frame.CsvDownload;
import io.freshseal.forecast.boundary.Forecasts;
import io.freshseal.forecast.control.PathCsv;
import io.freshseal.forecast.entity.PathLine;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.util.List;

/** What runs out on the ways that pass the filter of the page, as a table. */
@WebServlet(name = "forecast-export", urlPatterns = "/console/forecast.csv")
public class ForecastExport extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Forecasts forecasts;
  private final transient Clock clock;

  @Inject
  public ForecastExport(Forecasts forecasts, Clock clock) {
    this.forecasts = forecasts;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ForecastFilter filter = filter(request);
    List<PathLine> lines = filter.paths(forecasts.make(filter.assumption()), clock.instant());
    CsvDownload download = CsvDownload.begin(response, "freshseal-forecast", PathCsv.head());
    for (PathLine line : lines) {
      download.write(PathCsv.line(line));
    }
    download.send();
  }

  private static ForecastFilter filter(HttpServletRequest request) {
    ForecastFilter filter = new ForecastFilter();
    filter.setDay(request.getParameter("day"));
    filter.setAssume(request.getParameter("assume"));
    filter.setGroup(request.getParameter("group"));
    filter.setShow(request.getParameter("show"));
    return filter;
  }
}
