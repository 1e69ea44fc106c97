package io.freshseal.agent.boundary;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One component as a line of a table for people. */
record ComponentLine(String id, String version, String rest) {

  static ComponentLine of(ComponentReport component, AgentReport report, AgentTexts texts) {
    Optional<CatalogEntry> held = component.held();
    String signature =
        held.map(entry -> signature(entry, report.now(), texts))
            .orElseGet(() -> texts.of("agent.component.none"));
    return new ComponentLine(
        component.id().text(),
        held.map(entry -> entry.version().text()).orElse("-"),
        signature + "  " + news(component, report, texts));
  }

  private static String signature(CatalogEntry entry, Instant now, AgentTexts texts) {
    Instant expires = entry.signature().expires();
    Duration left = Duration.between(now, expires);
    String serial = entry.signature().serial() == 0 ? "?" : "" + entry.signature().serial();
    return left.isNegative()
        ? texts.of("agent.component.expired", serial, expires)
        : texts.of("agent.component.valid", serial, expires, TimeLeft.of(left, texts));
  }

  private static String news(ComponentReport component, AgentReport report, AgentTexts texts) {
    if (component.code() != StatusCode.OK) {
      return texts.of("agent.component.refused", component.code().text());
    }
    Optional<AppliedChange> applied =
        report.applied().stream().filter(c -> c.id().equals(component.id())).findFirst();
    if (component.change().isPresent() && component.change().get() == Change.SIGNATURE_RENEWED) {
      return texts.of("agent.component.renewed");
    }
    if (applied.isPresent()) {
      return applied
          .get()
          .from()
          .map(from -> texts.of("agent.component.updated", from))
          .orElseGet(() -> texts.of("agent.component.new"));
    }
    return component.offered().filter(o -> isNewer(o, component)).isPresent()
        ? offered(component.offered().get(), texts)
        : "";
  }

  private static boolean isNewer(CatalogEntry offered, ComponentReport component) {
    return component.held().filter(held -> held.equals(offered)).isEmpty();
  }

  private static String offered(CatalogEntry entry, AgentTexts texts) {
    return texts.of(
        "agent.component.offered", entry.version(), Long.toString(entry.signature().serial()));
  }

  String padded(int idWidth, int versionWidth) {
    return ("  %-" + Math.max(1, idWidth) + "s  %-" + Math.max(1, versionWidth) + "s  %s")
        .formatted(id, version, rest)
        .stripTrailing();
  }
}
