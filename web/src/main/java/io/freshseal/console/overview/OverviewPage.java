package io.freshseal.console.overview;

import io.freshseal.console.components.ComponentRow;
import io.freshseal.console.components.Stock;
import io.freshseal.console.events.EventRow;
import io.freshseal.console.frame.Language;
import io.freshseal.console.frame.Texts;
import io.freshseal.console.frame.Times;
import io.freshseal.console.frame.Urgency;
import io.freshseal.console.relay.RunRow;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventCount;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.replication.boundary.RelayDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The overview: the verdict, counts, what expires next, what happened last. */
@Named
@RequestScoped
public class OverviewPage {

  private static final int NEXT = 6;
  private static final int RUNS = 5;
  private static final int TROUBLES = 4;
  private static final Set<EventLevel> TROUBLE =
      Set.of(EventLevel.WARNING, EventLevel.ERROR, EventLevel.CRITICAL);

  private final Stock stock;
  private final RelayDesk relay;
  private final EventLog log;
  private final Times times;
  private final Texts texts;
  private final Language language;
  private Finding finding;
  private EventCount troubles;

  /** For the container's proxy. */
  protected OverviewPage() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public OverviewPage(
      Stock stock, RelayDesk relay, EventLog log, Times times, Texts texts, Language language) {
    this.stock = stock;
    this.relay = relay;
    this.log = log;
    this.times = times;
    this.texts = texts;
    this.language = language;
  }

  private Finding finding() {
    if (finding == null) {
      finding =
          Finding.of(
              new Situation(stock.rows(), stock.relay(), stock.catalogExpires(), times.getNow()));
    }
    return finding;
  }

  /** Class and icon of the verdict. */
  public String getStyle() {
    return finding().kind().style();
  }

  /** The one sentence. */
  public String getSentence() {
    return texts.of("verdict." + finding().kind(), finding().count());
  }

  /** What it means, and the next step. */
  public String getExplanation() {
    String meaning = texts.of("verdict." + finding().kind() + ".next");
    return finding()
        .next()
        .map(next -> meaning + texts.of("verdict.first", times.relative(next)))
        .orElse(meaning);
  }

  /** Whether the next step is a security update of this relay. */
  public boolean isUpdateHelps() {
    return finding().kind().updateHelps() && stock.isRelay();
  }

  /** What is held and expires next, the first first. */
  public List<ComponentRow> getNext() {
    return stock.rows().stream()
        .filter(ComponentRow::held)
        .sorted(Comparator.comparing(ComponentRow::expires).thenComparing(ComponentRow::id))
        .limit(NEXT)
        .toList();
  }

  /** How many components are held. */
  public long getHeld() {
    return stock.rows().stream().filter(ComponentRow::held).count();
  }

  /** How many signature files that are held have this urgency. */
  public long count(Urgency urgency) {
    return stock.rows().stream().filter(row -> row.held() && row.urgency() == urgency).count();
  }

  /** The levels of urgency, the worst first. */
  public List<Urgency> getUrgencies() {
    return List.of(Urgency.values());
  }

  /** How many components the source has something newer for. */
  public long getBehind() {
    return stock.rows().stream().filter(row -> row.standing().isBehind()).count();
  }

  /** The newest runs, the one going on first. */
  public List<RunRow> getRuns() {
    return RunRow.recent(relay, RUNS);
  }

  /** How many warnings and errors there were in the last 24 hours. */
  public int getTroubleCount() {
    return troubles().number();
  }

  /** Whether there were more than were counted. */
  public boolean isTroubleMore() {
    return !troubles().isExact();
  }

  /** The newest of them. */
  public List<EventRow> getTroubles() {
    return log.find(lastDay()).events().stream()
        .map(event -> EventRow.of(event, language.getLocale()))
        .toList();
  }

  private EventCount troubles() {
    if (troubles == null) {
      troubles = log.count(lastDay());
    }
    return troubles;
  }

  private EventQuery lastDay() {
    return EventQuery.all()
        .levels(TROUBLE)
        .between(times.getNow().minus(Duration.ofDays(1)), null)
        .page(0, TROUBLES);
  }
}
