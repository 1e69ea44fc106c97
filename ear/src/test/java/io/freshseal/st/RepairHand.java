package io.freshseal.st;

import jakarta.json.JsonObject;

/** Somebody who has a computer's failure explained, and repaired. */
interface RepairHand extends AutoCloseable {

  /** Explains why a computer fails; answers the diagnosis as the API tells it. */
  JsonObject diagnose(String computer);

  /**
   * Takes all steps.
   *
   * @param byHand what a person does at each step that waits for one
   * @return how the repair ended, and in which sentences its steps did
   */
  String repair(String diagnosis, Runnable byHand);

  @Override
  void close();
}
