package io.freshseal.st;

/** Somebody who has a computer's failure explained, and repaired. */
interface RepairHand extends AutoCloseable {

  /** Looks for an event of an agent; fails unless it is there with this code and text. */
  void assertTold(String agent, int number, int code, String text);

  /** Finds out why a computer fails. */
  Explained explain(String computer, String name);

  /**
   * Takes all steps.
   *
   * @param byHand what a person does at each step that waits for one
   * @return how the repair ended, and in which sentences its steps did
   */
  String repair(Explained found, Runnable byHand);

  /**
   * Takes one step after the other, each by itself.
   *
   * @return how the last of them ended, and in which sentences its steps did
   */
  String repairStepByStep(Explained found);

  /** Gives a computer another relay group. */
  void assign(String computer, String name, String group, String groupName);

  /** Lets a relay group go out without a proxy. */
  void withoutProxy(String group, String groupName);

  /** Lets a relay take from where it took from at its start. */
  void ownSource(String relay, String name);

  @Override
  void close();
}
