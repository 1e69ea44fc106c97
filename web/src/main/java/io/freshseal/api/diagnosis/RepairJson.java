package io.freshseal.api.diagnosis;

import io.freshseal.api.input.JsonAnswers;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.TakenStep;
import jakarta.json.stream.JsonGenerator;
import java.util.Locale;

/** Repairs as the API shows them. */
final class RepairJson {

  private final Repairs repairs;
  private final Locale locale;

  RepairJson(Repairs repairs, Locale locale) {
    this.repairs = repairs;
    this.locale = locale;
  }

  byte[] of(Repair repair) {
    return JsonAnswers.object(json -> write(repair, json));
  }

  private void write(Repair repair, JsonGenerator json) {
    json.write("id", repair.id().toString())
        .write("diagnosis", repair.diagnosis().toString())
        .write("state", repair.state().name())
        .write("createdBy", repair.createdBy())
        .write("createdAt", repair.createdAt().toString());
    repair.cancelledAt().ifPresent(at -> json.write("cancelledAt", at.toString()));
    repair.endedAt().ifPresent(at -> json.write("endedAt", at.toString()));
    repair.after().ifPresent(id -> json.write("after", id.toString()));
    JsonAnswers.array(json, "steps", repairs.steps(repair.id()), this::step);
  }

  private void step(TakenStep step, JsonGenerator json) {
    json.write("number", step.number())
        .write("kind", step.kind().name())
        .write("state", step.state().name());
    json.writeStartArray("securityUpdates");
    step.updates().forEach(id -> json.write(id.toString()));
    json.writeEnd();
    step.beganAt().ifPresent(at -> json.write("beganAt", at.toString()));
    step.endedAt().ifPresent(at -> json.write("endedAt", at.toString()));
    step.sentence().ifPresent(sentence -> json.write("detail", sentence.in(locale)));
  }
}
