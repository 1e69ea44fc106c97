package io.freshseal.console.computers;

import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.computers.control.ComputerCsv;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.FirstExpiry;
import io.freshseal.console.frame.CsvDownload;
import io.freshseal.console.frame.Language;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.Sha256;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The computers that pass the filter of the page, as a table. */
@WebServlet(name = "computer-export", urlPatterns = "/console/computers.csv")
public class ComputerExport extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Computers computers;
  private final transient FleetFigures figures;
  private final transient RelayGroups groups;
  private final transient Language language;
  private final transient Clock clock;

  @Inject
  public ComputerExport(
      Computers computers,
      FleetFigures figures,
      RelayGroups groups,
      Language language,
      Clock clock) {
    this.computers = computers;
    this.figures = figures;
    this.groups = groups;
    this.language = language;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CsvDownload download = CsvDownload.begin(response, "freshseal-computers", ComputerCsv.head());
    GroupTree tree = groups.tree();
    Locale locale = language.getLocale();
    Instant now = clock.instant();
    computers.<IOException>export(
        query(request),
        stretch -> {
          Map<Sha256, FirstExpiry> firsts = figures.firstExpiries(stretch);
          for (Computer computer : stretch) {
            String group =
                tree.find(computer.group()).map(RelayGroup::name).orElse(computer.group());
            download.write(
                ComputerCsv.line(
                    computer, group, computer.holding().map(firsts::get), now, locale));
          }
          download.send();
        });
  }

  private static ComputerQuery query(HttpServletRequest request) {
    ComputerFilter filter = new ComputerFilter();
    filter.setText(request.getParameter("text"));
    filter.setState(request.getParameter("state"));
    filter.setGroup(request.getParameter("group"));
    filter.setRole(request.getParameter("role"));
    return filter.query(0, ComputerQuery.MAX_LIMIT);
  }
}
