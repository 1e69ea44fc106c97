package io.freshseal.alerts.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Brings what is open in line with what was found; twice the same changes nothing. */
public final class AlertFlow {

  private AlertFlow() {}

  /**
   * Changes and ends what is open, and makes what is missing.
   *
   * @param open all that are open
   * @param ids makes ids for new ones
   * @return the new ones
   */
  public static List<Alert> apply(
      List<Alert> open, List<Finding> found, Instant now, Supplier<UUID> ids) {
    Map<String, Finding> wanted = new LinkedHashMap<>();
    found.forEach(finding -> wanted.putIfAbsent(finding.key(), finding));
    for (Alert alert : open) {
      Finding finding = wanted.remove(alert.openKey().orElse(""));
      if (finding == null) {
        alert.end(now);
      } else {
        alert.update(finding, now);
      }
    }
    List<Alert> begun = new ArrayList<>();
    wanted.values().forEach(finding -> begun.add(new Alert(ids.get(), finding, now)));
    return begun;
  }
}
