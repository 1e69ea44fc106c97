package io.freshseal.console.groups;

import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.SeenRows;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.entity.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The relay groups as a tree, with a form that makes one or changes the one it names. */
@Named
@RequestScoped
public class GroupsPage {

  private static final String PAGE = "/console/groups?faces-redirect=true";

  private final RelayGroups groups;
  private final Computers computers;
  private final FleetFigures figures;
  private final Notices notices;
  private final SeenRows seenRows;
  private final GroupForm form = new GroupForm();
  private List<GroupRow> rows;

  /** For the container's proxy. */
  protected GroupsPage() {
    this(null, null, null, null, null);
  }

  @Inject
  public GroupsPage(
      RelayGroups groups,
      Computers computers,
      FleetFigures figures,
      Notices notices,
      SeenRows seenRows) {
    this.groups = groups;
    this.computers = computers;
    this.figures = figures;
    this.notices = notices;
    this.seenRows = seenRows;
  }

  /** The groups, each one's children right below it. */
  public List<GroupRow> getRows() {
    if (rows == null) {
      rows = GroupRow.of(groups.tree(), figures.perGroup());
    }
    return rows;
  }

  /** Which groups the tree shows. */
  public String getSeen() {
    return SeenRows.mark(getRows().stream().map(row -> row.group().id()));
  }

  public void setSeen(String seen) {
    seenRows.require(seen, getSeen());
  }

  /** The groups that the one of the form may take from, but for refusals. */
  public List<RelayGroup> getParents() {
    return getRows().stream()
        .map(GroupRow::group)
        .filter(group -> !group.id().equals(form.getId()))
        .toList();
  }

  /** What is typed about a group. */
  public GroupForm getForm() {
    return form;
  }

  /** Makes the group of the form, or changes it. */
  public String save() {
    return form.getId() == null
        ? ended(groups.create(form.values()), "groups.created")
        : ended(groups.change(form.getId(), form.values()), "groups.changed");
  }

  /** Deletes a group that nothing depends on. */
  public String delete(String id) {
    return ended(groups.delete(id, () -> computers.countIn(id)), "groups.deleted");
  }

  private String ended(Outcome<RelayGroup> outcome, String sentence) {
    rows = null;
    return outcome.fold(
        group -> {
          notices.done(sentence, group.name());
          return PAGE;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  /** The group that the form is about to change; null to make one. */
  public String getGroup() {
    return form.getId();
  }

  /** Fills the form with a group that is to be changed. */
  public void setGroup(String id) {
    groups.tree().find(id == null ? "" : id).ifPresent(form::fill);
  }
}
