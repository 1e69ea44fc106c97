package io.freshseal.agent.boundary;

import io.freshseal.agent.entity.AdoptedAnchors;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.agent.entity.ServicePush;
import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Hop;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a report for people: refusals and what to do to standard error, the rest to output. */
final class TextReport {

  private static final int MOST_REFUSALS = 20;
  // What is applied is nothing that these are about.
  private static final Set<String> OF_FLEET =
      Set.of("enrol", "heartbeat", "run", "clear-relay-cache");
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final Set<StatusCode> ABOUT_TIME =
      Set.of(
          StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE,
          StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
          StatusCode.CATALOG_EXPIRED,
          StatusCode.CLOCK_UNTRUSTED);

  private final PrintStream out;
  private final PrintStream err;
  private final AgentTexts texts;

  TextReport(AgentConsole console, AgentTexts texts) {
    this.out = console.out();
    this.err = console.err();
    this.texts = texts;
  }

  /** What went wrong, and what the operator should do next. */
  void errors(AgentReport report) {
    for (ComponentReport component : report.components()) {
      component.warnings().forEach(warning -> texts.warn(err, texts.of(warning)));
    }
    report.excused().ifPresent(excused -> texts.warn(err, texts.of(excused)));
    report.refusals().stream().limit(MOST_REFUSALS).forEach(r -> texts.say(err, line(r, report)));
    if (report.refusals().size() > MOST_REFUSALS) {
      texts.say(err, texts.of("agent.more", report.refusals().size() - MOST_REFUSALS));
    }
    hops(report)
        .forEach(hop -> texts.say(err, texts.of("agent.hop." + hop.place(), hop.address())));
    report.relayText().ifPresent(text -> texts.say(err, relayLine(report, text)));
    if (report.result() != AgentResult.USAGE) {
      report.refusals().stream().findFirst().ifPresent(first -> advise(report, first));
    }
  }

  private static List<Hop> hops(AgentReport report) {
    return report.refusals().stream()
        .flatMap(refusal -> refusal.evidence().hop().stream())
        .distinct()
        .toList();
  }

  private String line(RunRefusal refusal, AgentReport report) {
    String detail = texts.of(refusal.evidence().sentence());
    if (report.result() == AgentResult.USAGE) {
      return detail;
    }
    String subject = subject(refusal, report).map(name -> name + ": ").orElse("");
    return "%d %s: %s%s %s"
        .formatted(
            refusal.code().code(),
            refusal.code().text(),
            subject,
            texts.of(refusal.code().messageKey()),
            detail);
  }

  private static Optional<String> subject(RunRefusal refusal, AgentReport report) {
    return refusal
        .component()
        .map(
            id ->
                report.components().stream()
                    .filter(component -> component.id().equals(id))
                    .findFirst()
                    .flatMap(component -> component.offered().or(component::held))
                    .map(entry -> id + " " + entry.version())
                    .orElse(id.text()));
  }

  private String relayLine(AgentReport report, String text) {
    return texts.of(
        "agent.relay.text", report.relay().flatMap(RelayFacts::build).orElse("?"), text);
  }

  private void advise(AgentReport report, RunRefusal first) {
    texts.say(err, texts.of("agent.next", remedy(report, first)));
    report
        .relay()
        .flatMap(RelayFacts::date)
        .filter(date -> ABOUT_TIME.contains(first.code()))
        .filter(d -> Duration.between(d, report.now()).abs().compareTo(CLOCKS_DIFFER) > 0)
        .ifPresent(date -> texts.say(err, texts.of("agent.clocks", report.now(), date)));
  }

  private String remedy(AgentReport report, RunRefusal first) {
    boolean atRelay =
        report.relayText().isPresent() && first.code() == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE;
    if (!atRelay) {
      return texts.of(first.code().remedyKey());
    }
    RelayFacts relay = report.relay().orElseThrow();
    return texts.of(
        relay.refreshesSignatures() ? "agent.remedy.relay" : "agent.remedy.relay.old",
        relay.address(),
        relay.build().orElse("?"));
  }

  /** How it ended, and what is held. */
  void summary(AgentReport report) {
    if (OF_FLEET.contains(report.command()) && report.result().exit() != 0) {
      return;
    }
    switch (report.result()) {
      case USAGE, LOCAL_FAULT -> {
        return;
      }
      default -> out.println(texts.of("agent.result." + report.result(), count(report)));
    }
    table(report);
    offer("agent.added", report.offer().added());
    offer("agent.removed", report.offer().removed());
    report.anchors().ifPresent(anchors -> out.println(adopted(anchors)));
    report.relay().ifPresent(relay -> out.println(traffic(report, relay)));
    if (report.command().equals("status")) {
      report
          .catalog()
          .ifPresent(
              c -> out.println(texts.of("agent.catalog", c.source(), c.sequence(), c.expires())));
      report.push().ifPresent(push -> out.println(push(push)));
    }
  }

  private String push(ServicePush push) {
    String how =
        texts.of(
            "agent.push." + push.state(),
            push.view().flatMap(PushView::at).orElse("?"),
            push.view().map(PushView::since).map(TextReport::toTheSecond).orElse("?"));
    return push.view()
        .flatMap(PushView::heard)
        .map(heard -> how + " " + texts.of("agent.push.heard", toTheSecond(heard)))
        .orElse(how);
  }

  private static String toTheSecond(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String adopted(AdoptedAnchors anchors) {
    return texts.of(
        "agent.anchors",
        Long.toString(anchors.number()),
        Long.toString(anchors.before()),
        anchors.certificates(),
        anchors.digest());
  }

  private void offer(String key, List<ComponentId> ids) {
    if (!ids.isEmpty()) {
      out.println(
          texts.of(key, ids.stream().map(ComponentId::text).collect(Collectors.joining(", "))));
    }
  }

  private static long count(AgentReport report) {
    return report.components().stream().filter(component -> component.held().isPresent()).count();
  }

  private void table(AgentReport report) {
    List<ComponentLine> lines =
        report.components().stream().map(c -> ComponentLine.of(c, report, texts)).toList();
    int id = lines.stream().mapToInt(line -> line.id().length()).max().orElse(0);
    int version = lines.stream().mapToInt(line -> line.version().length()).max().orElse(0);
    for (ComponentLine line : lines) {
      out.println(line.padded(id, version));
    }
  }

  private String traffic(AgentReport report, RelayFacts relay) {
    String asked =
        texts.of(
            relay.build().isPresent() ? "agent.traffic.relay" : "agent.traffic.source",
            relay.address(),
            relay.build().orElse(""),
            report.traffic().requests(),
            ByteSize.of(report.traffic().bytes()));
    long saved = report.traffic().savedBytes();
    return saved > 0 ? asked + " " + texts.of("agent.traffic.saved", ByteSize.of(saved)) : asked;
  }
}
