package io.freshseal.st;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The other packaging: the EAR on the unmodified Payara Server, deployed by asadmin. */
class PayaraServerST {

  @Test
  void theEarOnPayaraServer_doesTheMainJob() {
    Path data = Distribution.folder("ear-data");
    Map<String, String> settings =
        Map.of(
            "FRESHSEAL_DATA",
            data.toString(),
            "FRESHSEAL_ADMIN_PASSWORD",
            Server.PASSWORD,
            "FRESHSEAL_RELAY_INTERVAL",
            "PT1H");
    try (PayaraDomain domain = PayaraDomain.start(settings)) {
      domain.deploy(Distribution.ear());
      Freshseal freshseal = new Freshseal(domain.url());
      Eventually.until(
          "the application answers",
          Duration.ofSeconds(30),
          () -> freshseal.anonymous().get("/health/ready").status() == 200);

      Smoke.test(freshseal);
    }
  }
}
