package io.freshseal.console.builds;

import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.SeenRows;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.fleet.entity.BuildChange;
import io.freshseal.fleet.entity.KnownBuild;
import io.freshseal.fleet.entity.RelayBuild;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The table of relay builds, with a form that adds a line or changes the line it names. */
@Named
@RequestScoped
public class BuildsPage {

  private static final String PAGE = "/console/builds?faces-redirect=true";

  private final RelayBuilds builds;
  private final Notices notices;
  private final SeenRows rows;
  private List<KnownBuild> lines;
  private String build;
  private String name;
  private String check;
  private String line;

  /** For the container's proxy. */
  protected BuildsPage() {
    this(null, null, null);
  }

  @Inject
  public BuildsPage(RelayBuilds builds, Notices notices, SeenRows rows) {
    this.builds = builds;
    this.notices = notices;
    this.rows = rows;
  }

  /** The product lines, the newest first. */
  public List<KnownBuild> getLines() {
    if (lines == null) {
      lines = builds.list();
    }
    return lines;
  }

  /** Which lines the table shows. */
  public String getSeen() {
    return SeenRows.mark(getLines().stream().map(KnownBuild::line));
  }

  public void setSeen(String seen) {
    rows.require(seen, getSeen());
  }

  /** Adds the line of the form, or changes it. */
  public String save() {
    Optional<RelayBuild> parsed = RelayBuild.parse(build);
    if (parsed.isEmpty()) {
      notices.wrong("builds.unreadable", build);
      return null;
    }
    return ended(builds.save(parsed.get(), name), "builds.saved");
  }

  /** Deletes a line. */
  public String delete(String line) {
    return ended(builds.delete(line), "builds.deleted");
  }

  private String ended(BuildChange change, String sentence) {
    lines = null;
    return change.fold(
        done -> {
          notices.done(sentence, done.build().first().text());
          return PAGE;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  /** Whether the build asked about can be read; false if none is asked about. */
  public boolean isChecked() {
    return RelayBuild.parse(check).isPresent();
  }

  /** Whether the build asked about refreshes signature files. */
  public boolean isRefreshing() {
    return RelayBuild.parse(check).filter(builds.table()::refreshesSignatures).isPresent();
  }

  public String getBuild() {
    return build;
  }

  public void setBuild(String build) {
    this.build = build;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  /** The product line that the form is about to change; null to add one. */
  public String getLine() {
    return line;
  }

  /** Fills the form with a line that is to be changed. */
  public void setLine(String line) {
    getLines().stream()
        .filter(known -> known.line().equals(line))
        .findFirst()
        .ifPresent(this::fill);
  }

  private void fill(KnownBuild known) {
    line = known.line();
    build = known.first().text();
    name = known.displayName();
  }

  public String getCheck() {
    return check;
  }

  public void setCheck(String check) {
    this.check = check;
  }
}
