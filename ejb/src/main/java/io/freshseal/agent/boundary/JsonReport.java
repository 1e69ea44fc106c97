package io.freshseal.agent.boundary;

import io.freshseal.agent.entity.AdoptedAnchors;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.agent.entity.ServicePush;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.SignatureBasis;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a report for machines: one JSON object in one line, UTF-8 whatever the locale. */
final class JsonReport {

  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  static void print(AgentReport report, PrintStream out) {
    byte[] bytes = JsonBytes.write(generator -> new JsonReport(generator).write(report));
    out.write(bytes, 0, bytes.length);
    out.write('\n');
    out.flush();
  }

  private void write(AgentReport report) {
    json.writeStartObject()
        .write("command", report.command())
        .write("result", report.result().name())
        .write("exit", report.result().exit())
        .write("time", report.now().toString());
    writeStatus(report);
    report.relay().ifPresent(this::writeRelay);
    report.relayText().ifPresent(text -> json.write("relayText", text));
    report.catalog().ifPresent(this::writeCatalog);
    json.writeStartArray("components");
    report.components().forEach(this::writeComponent);
    json.writeEnd().writeStartArray("applied");
    report.applied().forEach(this::writeApplied);
    json.writeEnd();
    writeIds("added", report.offer().added());
    writeIds("removed", report.offer().removed());
    report.anchors().ifPresent(this::writeAnchors);
    report.push().ifPresent(this::writePush);
    report.excused().ifPresent(excused -> json.write("excused", excused.english()));
    json.write("bytes", report.traffic().bytes())
        .write("savedBytes", report.traffic().savedBytes())
        .write("requests", report.traffic().requests())
        .writeEnd();
  }

  private void writeAnchors(AdoptedAnchors anchors) {
    json.writeStartObject("anchorsAdopted")
        .write("number", anchors.number())
        .write("before", anchors.before())
        .write("sha256", anchors.digest().hex())
        .write("certificates", anchors.certificates())
        .writeEnd();
  }

  private void writePush(ServicePush push) {
    json.writeStartObject("push").write("state", push.state());
    push.view()
        .ifPresent(
            view -> {
              json.write("since", view.since().toString());
              view.at().ifPresent(at -> json.write("at", at));
              view.heard().ifPresent(heard -> json.write("heard", heard.toString()));
            });
    json.writeEnd();
  }

  private void writeIds(String name, List<ComponentId> ids) {
    json.writeStartArray(name);
    ids.forEach(id -> json.write(id.text()));
    json.writeEnd();
  }

  private void writeStatus(AgentReport report) {
    StatusCode code = report.decisive().map(RunRefusal::code).orElse(StatusCode.OK);
    json.write("code", code.code()).write("text", code.text());
    report.decisive().ifPresent(refusal -> json.write("detail", refusal.evidence().detail()));
    json.writeStartArray("refusals");
    for (RunRefusal refusal : report.refusals()) {
      json.writeStartObject();
      refusal.component().ifPresent(id -> json.write("component", id.text()));
      json.write("code", refusal.code().code())
          .write("text", refusal.code().text())
          .write("detail", refusal.evidence().detail());
      new JsonEvidence(json).write(refusal.evidence());
      json.writeEnd();
    }
    json.writeEnd();
  }

  private void writeRelay(RelayFacts relay) {
    json.write("relay", relay.address());
    relay.build().ifPresent(build -> json.write("relayBuild", build));
  }

  private void writeCatalog(Catalog catalog) {
    json.writeStartObject("catalog")
        .write("source", catalog.source())
        .write("epoch", catalog.epoch())
        .write("sequence", catalog.sequence())
        .write("issued", catalog.issued().toString())
        .write("expires", catalog.expires().toString())
        .writeEnd();
  }

  private void writeComponent(ComponentReport component) {
    json.writeStartObject().write("id", component.id().text());
    component.held().ifPresent(this::writeEntry);
    component.basis().ifPresent(this::writeBasis);
    component
        .offered()
        .ifPresent(
            entry -> {
              json.writeStartObject("offered");
              writeEntry(entry);
              json.writeEnd();
            });
    component.change().ifPresent(change -> json.write("change", change.name()));
    json.write("code", component.code().code()).write("text", component.code().text());
    if (component.code() != StatusCode.OK) {
      json.write("detail", component.evidence().detail());
    }
    String warning =
        component.warnings().stream().map(Sentence::english).collect(Collectors.joining(" "));
    if (!warning.isEmpty()) {
      json.write("warning", warning);
    }
    json.writeEnd();
  }

  private void writeEntry(CatalogEntry entry) {
    json.write("version", entry.version().text())
        .write("serial", entry.signature().serial())
        .write("signatureExpires", entry.signature().expires().toString())
        .write("signedAt", entry.signature().signedAt().toString())
        .write("size", entry.size())
        .write("sha256", entry.sha256().hex());
  }

  private void writeBasis(SignatureBasis basis) {
    json.write("basis", basis.dates().name());
    basis.timestamp().ifPresent(time -> json.write("timestamp", time.toString()));
  }

  private void writeApplied(AppliedChange change) {
    json.writeStartObject().write("id", change.id().text());
    change.from().ifPresent(from -> json.write("from", from.text()));
    json.write("to", change.to().text()).writeEnd();
  }
}
