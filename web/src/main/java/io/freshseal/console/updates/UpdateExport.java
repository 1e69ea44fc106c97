package io.freshseal.console.updates;

import io.freshseal.console.frame.CsvDownload;
import io.freshseal.console.frame.Language;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.control.Csv;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.boundary.UpdateViews;
import io.freshseal.updates.entity.StepView;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What a security update ordered of each computer, as a table: the record of a run. */
@WebServlet(name = "update-export", urlPatterns = "/console/update.csv")
public class UpdateExport extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final List<String> NAMES =
      List.of(
          "computer", "name", "group", "relay", "standing", "detail", "code", "text", "changed");

  private final transient SecurityUpdates updates;
  private final transient UpdateViews views;
  private final transient RelayGroups groups;
  private final transient Language language;

  @Inject
  public UpdateExport(
      SecurityUpdates updates, UpdateViews views, RelayGroups groups, Language language) {
    this.updates = updates;
    this.views = views;
    this.groups = groups;
    this.language = language;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<UUID> id =
        Ids.parse(request.getParameter("id")).filter(one -> updates.find(one).isPresent());
    if (id.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    CsvDownload download =
        CsvDownload.begin(response, "freshseal-update-" + id.get(), Csv.line(NAMES));
    GroupTree tree = groups.tree();
    Locale locale = language.getLocale();
    int from = 0;
    List<StepView> stretch;
    do {
      stretch = views.steps(id.get(), Optional.empty(), from, UpdateViews.MOST_STEPS);
      stretch.forEach(view -> download.write(line(view, tree, locale)));
      download.send();
      from += stretch.size();
    } while (stretch.size() == UpdateViews.MOST_STEPS);
  }

  private static String line(StepView view, GroupTree tree, Locale locale) {
    UpdateStep step = view.step();
    return Csv.line(
        List.of(
            step.computer().toString(),
            Csv.safe(step.computerName()),
            Csv.safe(tree.find(step.group()).map(RelayGroup::name).orElse(step.group())),
            step.isRelay() ? "relay" : "",
            view.standing().name(),
            view.why().map(why -> Csv.safe(why.in(locale))).orElse(""),
            Integer.toString(step.error().code()),
            Csv.safe(step.error().text()),
            step.changedAt().toString()));
  }
}
