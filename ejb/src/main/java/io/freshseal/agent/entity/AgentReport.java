package io.freshseal.agent.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.replication.entity.OfferChange;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.Traffic;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything one command of the agent has to say; its text and its JSON are views of it.
 *
 * @param command its name on the command line
 * @param now the local clock when it ran
 * @param refusals everything refused, the first to report first
 * @param relay the relay asked, if one was
 * @param relayText the stable text about what the relay holds, if a refusal is about that
 * @param catalog the catalog followed or shown
 * @param components one per component, sorted by id
 * @param applied files put in their place for consumers
 * @param offer what came into the catalog and went from it in an update
 * @param anchors the trust anchors that it went on to, if it did
 * @param excused what an exception of the courier's date has let pass, if it had to
 * @param push how the folder's service hears of new catalogs, if that was asked for
 */
public record AgentReport(
    String command,
    AgentResult result,
    Instant now,
    List<RunRefusal> refusals,
    Optional<RelayFacts> relay,
    Optional<String> relayText,
    Optional<Catalog> catalog,
    List<ComponentReport> components,
    List<AppliedChange> applied,
    Traffic traffic,
    OfferChange offer,
    Optional<AdoptedAnchors> anchors,
    Optional<Sentence> excused,
    Optional<ServicePush> push) {

  private static final Traffic NONE = Traffic.NONE;

  public AgentReport {
    Objects.requireNonNull(command);
    Objects.requireNonNull(result);
    Objects.requireNonNull(now);
    refusals = List.copyOf(refusals);
    Objects.requireNonNull(relay);
    Objects.requireNonNull(relayText);
    Objects.requireNonNull(catalog);
    components = List.copyOf(components);
    applied = List.copyOf(applied);
    Objects.requireNonNull(traffic);
    Objects.requireNonNull(offer);
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(excused);
    Objects.requireNonNull(push);
  }

  /** The same, saying how the service hears of new catalogs. */
  public AgentReport with(Optional<ServicePush> service) {
    return new AgentReport(
        command,
        result,
        now,
        refusals,
        relay,
        relayText,
        catalog,
        components,
        applied,
        traffic,
        offer,
        anchors,
        excused,
        service);
  }

  /** A report of a command that follows no catalog. */
  public AgentReport(
      String command,
      AgentResult result,
      Instant now,
      List<RunRefusal> refusals,
      Optional<RelayFacts> relay,
      Optional<String> relayText,
      Optional<Catalog> catalog,
      List<ComponentReport> components,
      List<AppliedChange> applied,
      Traffic traffic) {
    this(
        command,
        result,
        now,
        refusals,
        relay,
        relayText,
        catalog,
        components,
        applied,
        traffic,
        OfferChange.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A command that ended before or without asking a relay. */
  public static AgentReport local(
      String command, AgentResult result, Instant now, List<ComponentReport> components) {
    return new AgentReport(
        command,
        result,
        now,
        components.stream()
            .filter(component -> component.code() != StatusCode.OK)
            .map(c -> new RunRefusal(Optional.of(c.id()), c.code(), c.evidence()))
            .sorted(Comparator.comparing(r -> !isExpired(r)))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        components,
        List.of(),
        NONE);
  }

  private static boolean isExpired(RunRefusal refusal) {
    return refusal.code() == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE;
  }

  /** A command that ended for a reason of its own. */
  public static AgentReport failed(
      String command, Instant now, StatusCode code, Sentence sentence) {
    return new AgentReport(
        command,
        AgentResult.ofRefusal(code),
        now,
        List.of(RunRefusal.ofRun(code, Evidence.of(sentence))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        NONE);
  }

  /**
   * The refusal that the result follows from: the first whose kind it is. Empty if nothing was
   * refused.
   */
  public Optional<RunRefusal> decisive() {
    return refusals.stream()
        .filter(refusal -> AgentResult.ofRefusal(refusal.code()) == result)
        .findFirst()
        .or(() -> refusals.stream().findFirst());
  }
}
