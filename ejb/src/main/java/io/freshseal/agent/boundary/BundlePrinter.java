package io.freshseal.agent.boundary;

import io.freshseal.agent.control.FileDigest;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.bundle.control.BundleReportJson;
import io.freshseal.bundle.control.UsableUntilJson;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleReport.Contents;
import io.freshseal.bundle.entity.BundleReport.Line;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.bundle.entity.UsableUntil;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Says what a bundle holds and until when it is usable, to people or as one JSON object. */
final class BundlePrinter {

  private static final int MOST_MISSING = 20;

  private final AgentSession session;
  private final AgentTexts texts;
  private final PrintStream out;

  BundlePrinter(AgentSession session) {
    this.session = session;
    this.texts = session.texts();
    this.out = session.console().out();
  }

  /** A bundle was made; answers the exit status. */
  int made(String command, MadeBundle made, Path folder) {
    Path file = folder.resolve(made.plan().fileName());
    UsableUntil usable = made.plan().usable();
    if (session.json()) {
      json(
          command,
          AgentResult.MADE,
          StatusCode.OK,
          json -> {
            UsableUntilJson.write(usable, json);
            json.write("file", file.toString())
                .write("bytes", made.bytes())
                .write("sha256", made.sha256().hex())
                .write("sequence", made.plan().catalog().sequence())
                .write("components", made.plan().components().size());
          });
    } else {
      out.println(texts.of("agent.bundle.made", file, ByteSize.of(made.bytes())));
      out.println(texts.of("agent.bundle.sha256", made.sha256()));
      out.println(usable(usable));
    }
    return AgentResult.MADE.exit();
  }

  /**
   * A bundle was inspected; answers the exit status.
   *
   * @throws IOException if the file cannot be read any more
   */
  int inspected(String command, BundleReport report, Path file) throws IOException {
    AgentResult result = report.sound() ? AgentResult.SHOWN : AgentResult.ofRefusal(report.code());
    Sha256 digest = FileDigest.of(file);
    if (session.json()) {
      json(command, result, report.code(), json -> write(report, digest, json));
    } else {
      report.contents().ifPresent(this::print);
      report.contents().ifPresent(this::missing);
      out.println(texts.of("agent.bundle.sha256", digest));
    }
    report
        .evidence()
        .ifPresent(
            why ->
                new TextReport(session.console(), texts)
                    .errors(
                        AgentReport.failed(command, session.now(), report.code(), why.sentence())));
    return result.exit();
  }

  private void print(Contents contents) {
    out.println(usable(contents.usable()));
    out.println(
        texts.of(
            "agent.bundle.catalog",
            contents.catalog().catalog().source(),
            Long.toString(contents.catalog().catalog().sequence()),
            contents.catalog().catalog().expires(),
            contents.catalog().facts().signer().subject()));
    for (Line line : contents.lines()) {
      out.println(
          "  %s %s  %s%s"
              .formatted(
                  line.offered().id(),
                  line.offered().version(),
                  texts.of("agent.bundle.change." + line.change()),
                  line.code() == StatusCode.OK
                      ? ""
                      : "  " + texts.of("agent.component.refused", line.code().text())));
    }
  }

  private void missing(Contents contents) {
    contents.missing().stream()
        .limit(MOST_MISSING)
        .forEach(
            missing ->
                out.println(
                    texts.of(
                        "agent.bundle.missing",
                        missing.component().map(Object::toString).orElse("-"),
                        missing.sha256(),
                        ByteSize.of(missing.size()))));
    int more = contents.missing().size() - MOST_MISSING;
    if (more > 0) {
      out.println(texts.of("agent.bundle.missing.more", more));
    }
  }

  private String usable(UsableUntil usable) {
    return texts.of(
        "agent.bundle.usable." + usable.what(),
        usable.until(),
        usable.component().map(Object::toString).orElse(""),
        usable.certificate().map(UsableUntil.Ending::subject).or(usable::issuer).orElse(""));
  }

  private void json(
      String command, AgentResult result, StatusCode code, Consumer<JsonGenerator> rest) {
    byte[] bytes =
        JsonBytes.write(
            json -> {
              json.writeStartObject()
                  .write("command", command)
                  .write("result", result.name())
                  .write("exit", result.exit())
                  .write("time", session.now().toString())
                  .write("code", code.code())
                  .write("text", code.text());
              rest.accept(json);
              json.writeEnd();
            });
    out.write(bytes, 0, bytes.length);
    out.write('\n');
    out.flush();
  }

  private static void write(BundleReport report, Sha256 digest, JsonGenerator json) {
    report
        .evidence()
        .ifPresent(
            why -> {
              json.write("detail", why.detail());
              new JsonEvidence(json).write(why);
            });
    json.write("bytes", report.bytes()).write("sha256", digest.hex());
    report.contents().ifPresent(new BundleReportJson(json, Sentence::english)::write);
  }
}
