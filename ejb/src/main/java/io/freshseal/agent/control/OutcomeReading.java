package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunResult;
import java.util.List;
import java.util.Optional;

/** What a run of an agent comes to, component by component and as a whole. */
final class OutcomeReading {

  private final RunOutcome outcome;

  OutcomeReading(RunOutcome outcome) {
    this.outcome = outcome;
  }

  /**
   * How it ended.
   *
   * @param applied whether files of consumers were changed
   */
  AgentResult result(boolean applied) {
    boolean renewed = outcome.components().stream().anyMatch(OutcomeReading::isNews);
    if (outcome.result() == RunResult.COMPLETED) {
      return applied || renewed ? AgentResult.UPDATED : AgentResult.CURRENT;
    }
    if (renewed) {
      return AgentResult.PARTIAL;
    }
    // A run without a catalog to follow ends for a reason of its own. That decides, even if an
    // expired certificate among what is held is the first thing to report.
    return outcome.refusals().stream()
        .filter(refusal -> outcome.catalog().isPresent() || refusal.component().isEmpty())
        .findFirst()
        .map(RunRefusal::code)
        .map(AgentResult::ofRefusal)
        .orElse(AgentResult.REFUSED);
  }

  private static boolean isNews(ComponentOutcome outcome) {
    return outcome.change() == Change.CONTENT_UPDATED
        || outcome.change() == Change.SIGNATURE_RENEWED;
  }

  /**
   * One report for each component of the catalog or, without one, of what is held.
   *
   * @param held what the store holds
   */
  List<ComponentReport> components(List<CatalogEntry> held) {
    if (outcome.catalog().isPresent()) {
      return outcome.components().stream().map(OutcomeReading::report).map(this::judged).toList();
    }
    return held.stream().map(entry -> report(entry, outcome.refusals())).map(this::judged).toList();
  }

  private static ComponentReport report(ComponentOutcome outcome) {
    return new ComponentReport(
        outcome.id(),
        outcome.held(),
        Optional.of(outcome.wanted()),
        Optional.of(outcome.change()),
        outcome.code(),
        outcome.evidence(),
        outcome.warning(),
        Optional.empty());
  }

  private ComponentReport judged(ComponentReport report) {
    return report.judged(Optional.ofNullable(outcome.accepted().get(report.id())));
  }

  private static ComponentReport report(CatalogEntry held, List<RunRefusal> refusals) {
    ComponentReport plain = ComponentReport.held(held);
    return refusals.stream()
        .filter(refusal -> refusal.component().filter(held.id()::equals).isPresent())
        .findFirst()
        .map(refusal -> plain.refused(refusal.code(), refusal.evidence()))
        .orElse(plain);
  }
}
