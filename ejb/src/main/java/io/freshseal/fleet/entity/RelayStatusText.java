package io.freshseal.fleet.entity;

import io.freshseal.shared.entity.StatusCode;

/**
 * The text that a system event about a relay's replicated content carries: a function of the
 * verdict and of what the relay's build can do. Number and code of the event do not depend on it.
 */
public final class RelayStatusText {

  private static final String PREFIX = "IAURELAY_";
  private static final String SIGNATURE_VERDICT = "STATUS_DIGITAL_SIGNATURE_";

  private RelayStatusText() {}

  /**
   * The text for a relay whose build is known.
   *
   * @param verdict what was found of something the relay replicated or holds
   */
  public static String of(StatusCode verdict, RelayBuild build, RelayBuildTable table) {
    return of(verdict, table.refreshesSignatures(build));
  }

  /**
   * The text by the ability alone; a relay that does not name its build counts as one that
   * refreshes.
   *
   * @param refreshesSignatures false for a build that cannot refresh signatures; whatever is wrong
   *     with a signature file it handed out has that one text
   */
  public static String of(StatusCode verdict, boolean refreshesSignatures) {
    boolean aboutSignature = verdict.text().startsWith(SIGNATURE_VERDICT);
    StatusCode shown =
        aboutSignature && !refreshesSignatures ? StatusCode.DIGITAL_SIGNATURE_FAILURE : verdict;
    return PREFIX + shown.text();
  }
}
