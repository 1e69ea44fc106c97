package io.freshseal.client;

import io.freshseal.client.api.FleetApi;
import io.freshseal.client.model.SecurityUpdate;
import io.freshseal.client.model.SecurityUpdateOrder;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Repairs one computer with nothing but the generated client, as somebody would who has only the
 * description of the API. Compiled beside the client by the test that runs it.
 */
public final class Repair implements UnaryOperator<List<String>> {

  /**
   * Orders a security update of a computer, or waits for the end of one.
   *
   * @param words base address and token; then {@code order} and the computer's id, or {@code follow}
   *     and the update's
   * @return the update's id and state; when followed, how many computers succeeded too
   */
  @Override
  public List<String> apply(List<String> words) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(words.get(0));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + words.get(1)));
    FleetApi fleet = new FleetApi(client);
    UUID id = UUID.fromString(words.get(3));
    try {
      if (words.get(2).equals("order")) {
        SecurityUpdate ordered =
            fleet.orderSecurityUpdate(new SecurityUpdateOrder().addComputersItem(id));
        return List.of(ordered.getId().toString(), ordered.getState().getValue());
      }
      SecurityUpdate ended = fleet.securityUpdate(id, "PT30S");
      return List.of(
          ended.getId().toString(),
          ended.getState().getValue(),
          ended.getComputers().get("SUCCEEDED").toString());
    } catch (ApiException e) {
      throw new IllegalStateException(e.getResponseBody(), e);
    }
  }
}
