package io.freshseal.st;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/** Repairs by the buttons of the console alone; the API only tells what the page is about. */
final class ConsoleHand implements RepairHand {

  private static final Duration A_REPAIR = Duration.ofMinutes(5);
  private static final String CONFIRM = "#steps [id$='confirm']";

  private final ApiHand api;
  private final Browser browser;

  ConsoleHand(URI url, Http admin) {
    api = new ApiHand(admin);
    browser = Browser.open(url, "en");
  }

  @Override
  public JsonObject diagnose(String computer) {
    return api.diagnose(computer);
  }

  @Override
  public String repair(String diagnosis, Runnable byHand) {
    browser.visit("diagnosis.xhtml?id=" + diagnosis);
    browser.until("#repair", "Repair");
    browser.click("repair-all");
    return Eventually.untilGet(
        "the repair has ended",
        A_REPAIR,
        () -> {
          if (browser.count(CONFIRM) > 0) {
            byHand.run();
            browser.clickFirst(CONFIRM);
            browser.until("#repair-state", "");
          }
          String state = browser.text("#repair-state");
          return state.equals("Done") ? "DONE" : state + browser.text("#steps");
        },
        seen -> seen.equals("DONE") || seen.startsWith("Failed") || seen.startsWith("Cancelled"));
  }

  @Override
  public void close() {
    browser.close();
  }
}
