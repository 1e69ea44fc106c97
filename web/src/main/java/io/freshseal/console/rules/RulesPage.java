package io.freshseal.console.rules;

import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Move;
import io.freshseal.computers.entity.RulePreview;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.SeenRows;
import io.freshseal.groups.boundary.AssignmentRules;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.entity.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The assignment rules in the order in which they are asked, whom they would move, and a form that
 * makes one or changes the one it names.
 */
@Named
@RequestScoped
public class RulesPage {

  private static final String PAGE = "/console/rules?faces-redirect=true";
  private static final int MOST_SHOWN = 50;

  private final AssignmentRules rules;
  private final RuleDesk desk;
  private final Notices notices;
  private final SeenRows seenRows;
  private final RuleForm form = new RuleForm();
  private List<AssignmentRule> rows;
  private RulePreview preview;
  private String mark;

  /** For the container's proxy. */
  protected RulesPage() {
    this(null, null, null, null);
  }

  @Inject
  public RulesPage(AssignmentRules rules, RuleDesk desk, Notices notices, SeenRows seenRows) {
    this.rules = rules;
    this.desk = desk;
    this.notices = notices;
    this.seenRows = seenRows;
  }

  /** The rules, the first to be asked first. */
  public List<AssignmentRule> getRows() {
    if (rows == null) {
      rows = rules.all();
    }
    return rows;
  }

  /** Which rules the table shows. */
  public String getSeen() {
    return SeenRows.mark(getRows().stream().map(rule -> rule.id().toString()));
  }

  public void setSeen(String seen) {
    seenRows.require(seen, getSeen());
  }

  /** What is typed about a rule. */
  public RuleForm getForm() {
    return form;
  }

  /** How many computers would change their group if the rules were applied now. */
  public int getMoving() {
    return preview().moves().size();
  }

  /** The first of them. */
  public List<Move> getMoves() {
    return preview().moves().stream().limit(MOST_SHOWN).toList();
  }

  private RulePreview preview() {
    if (preview == null) {
      preview = desk.preview();
    }
    return preview;
  }

  /** Names the moves that the page shows, so that these are applied and no others. */
  public String getMark() {
    return preview().mark();
  }

  public void setMark(String mark) {
    this.mark = mark;
  }

  /** Makes the rule of the form, or changes it. */
  public String save() {
    Optional<String> unreadable = form.unreadable();
    if (unreadable.isPresent()) {
      notices.wrong(unreadable.get());
      return null;
    }
    return form.rule()
        .map(id -> ended(rules.change(id, form.values()), "rules.changed"))
        .orElseGet(() -> ended(rules.create(form.values()), "rules.created"));
  }

  /** Puts a rule one place further up or down. */
  public String move(UUID id, int place) {
    return ended(rules.move(id, place), "rules.moved");
  }

  /** Deletes a rule. */
  public String delete(UUID id) {
    return ended(rules.delete(id), "rules.deleted");
  }

  /** Moves every computer that the rules have a say in. */
  public String apply() {
    preview = null;
    return desk.apply(mark)
        .fold(
            moved -> {
              notices.done("rules.applied", moved);
              return PAGE;
            },
            refused -> {
              notices.refused(refused.code(), refused.sentence());
              return null;
            });
  }

  private String ended(Outcome<AssignmentRule> outcome, String sentence) {
    rows = null;
    preview = null;
    return outcome.fold(
        rule -> {
          notices.done(sentence, rule.values().name());
          return PAGE;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  /** The rule that the form is about to change; null to make one. */
  public String getRule() {
    return form.getId();
  }

  /** Fills the form with a rule that is to be changed. */
  public void setRule(String id) {
    Optional<UUID> wanted = Optional.ofNullable(id).flatMap(JsonFields::parseUuid);
    getRows().stream()
        .filter(rule -> wanted.filter(rule.id()::equals).isPresent())
        .findFirst()
        .ifPresent(form::fill);
  }
}
