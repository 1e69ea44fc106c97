package io.freshseal.member.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sentence;
import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import java.util.regex.Pattern;

/** How things ended: a computer's last update, and its orders. */
final class OutcomeJson {

  private static final int LONGEST_ADDRESS = 2048;
  private static final Pattern STATUS = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  private OutcomeJson() {}

  static void write(LastRun run, JsonGenerator json) {
    json.writeStartObject("lastRun").write("at", run.at().toString());
    write(run.error(), run.sentence(), json);
    run.from().ifPresent(from -> json.write("from", from));
    run.fromBuild().ifPresent(build -> json.write("fromBuild", build.text()));
    json.writeEnd();
  }

  static LastRun lastRun(JsonFields fields) throws MalformedJsonException {
    return new LastRun(
        fields.instant("at"),
        error(fields),
        fields.value("sentence", OutcomeJson::sentence),
        fields.optionalValue("from", OutcomeJson::address),
        fields.optionalValue("fromBuild", RelayBuild::parse));
  }

  static void write(OrderReport report, JsonGenerator json) {
    json.writeStartObject();
    writeMembers(report, json);
    json.writeEnd();
  }

  static void writeMembers(OrderReport report, JsonGenerator json) {
    json.write("id", report.id().toString())
        .write("state", report.state().name())
        .write("at", report.at().toString());
    write(report.error(), report.sentence(), json);
  }

  static OrderReport report(JsonFields fields) throws MalformedJsonException {
    return new OrderReport(
        fields.value("id", JsonFields::parseUuid),
        fields.value("state", OrderState::parse),
        error(fields),
        fields.value("sentence", OutcomeJson::sentence),
        fields.instant("at"));
  }

  private static void write(EventError error, Sentence sentence, JsonGenerator json) {
    json.write("code", error.code())
        .write("text", error.text())
        .write("sentence", sentence.encoded());
  }

  private static EventError error(JsonFields fields) throws MalformedJsonException {
    return new EventError(
        (int) fields.number("code", Integer.MIN_VALUE, Integer.MAX_VALUE),
        fields.value("text", text -> Optional.of(text).filter(t -> STATUS.matcher(t).matches())));
  }

  private static Optional<Sentence> sentence(String text) {
    return text.length() <= Sentence.MAX_ENCODED ? Sentence.decode(text) : Optional.empty();
  }

  // For people to read: foreign text, made harmless.
  private static Optional<String> address(String text) {
    return Optional.of(Sentence.cleaned(text, LONGEST_ADDRESS));
  }
}
