package io.freshseal.client;

import io.freshseal.client.api.FleetApi;
import io.freshseal.client.model.Computer;
import io.freshseal.client.model.Diagnosis;
import io.freshseal.client.model.DiagnosisAllOfSteps;
import io.freshseal.client.model.DiagnosisOrder;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Finds out why one computer fails and has it repaired with nothing but the generated client, as
 * somebody would who has only the description of the API. Compiled beside the client by the test
 * that runs it.
 */
public final class Repair implements UnaryOperator<List<String>> {

  private static final String LANGUAGE = "en";

  /**
   * Asks for the diagnosis of a computer, begins its repair, and waits for the end.
   *
   * @param words base address, token, and the computer's id
   * @return the code of the computer's last run, the cause, who is to blame and the steps in their
   *     order; how the repair ended, what the diagnosis afterwards says, and the code of the
   *     computer's last run then
   */
  @Override
  public List<String> apply(List<String> words) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(words.get(0));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + words.get(1)));
    FleetApi fleet = new FleetApi(client);
    UUID id = UUID.fromString(words.get(2));
    try {
      String before = lastRun(fleet.computer(id));
      Diagnosis found = fleet.diagnose(new DiagnosisOrder().computer(id), LANGUAGE);
      var repair = fleet.repair(found.getId(), LANGUAGE);
      while (repair.getEndedAt() == null) {
        repair = fleet.repairProgress(repair.getId(), "PT30S", LANGUAGE);
      }
      Diagnosis after = fleet.diagnosis(repair.getAfter(), LANGUAGE);
      return List.of(
          before,
          found.getCause().getValue(),
          found.getCulprit().getName(),
          found.getSteps().stream()
              .map(DiagnosisAllOfSteps::getKind)
              .map(Object::toString)
              .collect(Collectors.joining(" ")),
          repair.getState().getValue(),
          after.getCause().getValue(),
          lastRun(fleet.computer(id)));
    } catch (ApiException e) {
      throw new IllegalStateException(e.getResponseBody(), e);
    }
  }

  private static String lastRun(Computer computer) {
    return computer.getLastRun().getCode().toString();
  }
}
