package io.freshseal.member.control;

import java.nio.file.Path;

/**
 * What belongs to the membership in a computer's folder.
 *
 * @param root the folder
 */
public record MemberFolder(Path root) {

  /** The membership itself, a secret. */
  public Path membership() {
    return root.resolve("membership.json");
  }

  /** The trust anchors that came with the enrolment. */
  public Path anchors() {
    return root.resolve("anchors.pem");
  }

  /** Orders done or in progress. */
  public Path orders() {
    return root.resolve("orders.json");
  }

  /** Events that the manager has not confirmed yet. */
  public Path spool() {
    return root.resolve("spool");
  }

  /** Held by whoever speaks for this computer. */
  public Path lock() {
    return root.resolve("member.lock");
  }
}
