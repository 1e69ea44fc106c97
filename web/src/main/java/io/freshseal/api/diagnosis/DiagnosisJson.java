package io.freshseal.api.diagnosis;

import io.freshseal.api.input.JsonAnswers;
import io.freshseal.diagnosis.entity.Culprit;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.DiagnosisOrder;
import io.freshseal.diagnosis.entity.Fact;
import io.freshseal.diagnosis.entity.Hop;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Diagnoses as the API reads and shows them. */
final class DiagnosisJson {

  static final int MAX_BYTES = 4 * 1024;

  private static final int MOST_IDS = 1_000;

  private final Locale locale;

  DiagnosisJson(Locale locale) {
    this.locale = locale;
  }

  static DiagnosisOrder order(byte[] body) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(body)) {
      JsonFields fields = cursor.fields();
      cursor.end();
      return new DiagnosisOrder(
          fields.optionalValue("computer", JsonFields::parseUuid),
          fields.optionalValue("event", JsonFields::parseUuid),
          fields.optionalValue("group", Optional::of));
    }
  }

  void write(KeptDiagnosis kept, JsonGenerator json) {
    json.write("id", kept.id().toString())
        .write("createdBy", kept.createdBy())
        .write("createdAt", kept.createdAt().toString());
    write(kept.diagnosis(), json);
    List<RepairStep> steps = kept.steps();
    json.writeStartArray("steps");
    for (int n = 1; n <= steps.size(); n++) {
      step(n, steps.get(n - 1), json);
    }
    json.writeEnd();
  }

  void write(Diagnosis diagnosis, JsonGenerator json) {
    json.write("cause", diagnosis.cause().name())
        .write("trouble", diagnosis.cause().isTrouble())
        .write("detail", diagnosis.sentence().in(locale));
    Culprit culprit = diagnosis.culprit();
    json.writeStartObject("culprit")
        .write("place", culprit.place().name())
        .write("id", culprit.id())
        .write("name", culprit.name())
        .writeEnd();
    json.write("failing", diagnosis.affected().failing());
    ids("relays", diagnosis.affected().relays(), json);
    ids("agents", diagnosis.affected().agents(), json);
    JsonAnswers.array(json, "path", diagnosis.path(), DiagnosisJson::hop);
    JsonAnswers.array(json, "evidence", diagnosis.facts(), this::fact);
  }

  private static void ids(String name, List<UUID> ids, JsonGenerator json) {
    json.writeStartArray(name);
    ids.stream().limit(MOST_IDS).forEach(id -> json.write(id.toString()));
    json.writeEnd();
  }

  private static void hop(Hop hop, JsonGenerator json) {
    json.write("place", hop.place().name())
        .write("id", hop.id())
        .write("name", hop.name())
        .write("condition", hop.condition().name())
        .write("culprit", hop.culprit());
  }

  private void fact(Fact fact, JsonGenerator json) {
    json.write("fact", fact.sentence().key())
        .write("detail", fact.sentence().in(locale))
        .write("witness", fact.witness().name())
        .write("reference", fact.reference())
        .write("missing", fact.isGap());
    json.writeStartArray("values");
    fact.sentence().arguments().forEach(json::write);
    json.writeEnd();
  }

  private static void step(int number, RepairStep step, JsonGenerator json) {
    json.writeStartObject()
        .write("number", number)
        .write("kind", step.kind().name())
        .write("byHand", step.kind().byHand())
        .write("computers", step.computers().size())
        .write("most", step.most().toString())
        .writeEnd();
  }
}
