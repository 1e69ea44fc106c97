package io.freshseal.st;

/** Refusals as the documentation numbers them, and how a relay and an agent report each. */
enum Refusal {
  CERT_EXPIRE(-24, "STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE", Kind.SIGNATURE),
  CERT_EXPIRE_OF_A_STRANGER(-24, "STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE", Kind.STRANGER),
  FAILURE(-25, "STATUS_DIGITAL_SIGNATURE_FAILURE", Kind.SIGNATURE),
  CERT_NOT_YET_VALID(-26, "STATUS_DIGITAL_SIGNATURE_CERT_NOT_YET_VALID", Kind.SIGNATURE),
  UNTRUSTED(-27, "STATUS_DIGITAL_SIGNATURE_UNTRUSTED", Kind.SIGNATURE),
  REVOKED(-28, "STATUS_DIGITAL_SIGNATURE_REVOKED", Kind.SIGNATURE),
  MALFORMED(-29, "STATUS_DIGITAL_SIGNATURE_MALFORMED", Kind.SIGNATURE),
  MISBOUND(-30, "STATUS_DIGITAL_SIGNATURE_MISBOUND", Kind.SIGNATURE),
  ALGORITHM(-31, "STATUS_DIGITAL_SIGNATURE_ALGORITHM", Kind.SIGNATURE),
  SIGNER_COUNT(-32, "STATUS_DIGITAL_SIGNATURE_SIGNER_COUNT", Kind.SIGNATURE),
  PURPOSE(-33, "STATUS_DIGITAL_SIGNATURE_PURPOSE", Kind.SIGNATURE),
  REVOCATION_UNKNOWN(-34, "STATUS_DIGITAL_SIGNATURE_REVOCATION_UNKNOWN", Kind.SIGNATURE),
  ROLLBACK(-40, "STATUS_ROLLBACK", Kind.VERDICT),
  CATALOG_EXPIRED(-41, "STATUS_CATALOG_EXPIRED", Kind.VERDICT),
  CATALOG_MALFORMED(-42, "STATUS_CATALOG_MALFORMED", Kind.VERDICT),
  EQUIVOCATION(-43, "STATUS_EQUIVOCATION", Kind.EQUIVOCATION),
  CLOCK_UNTRUSTED(-44, "STATUS_CLOCK_UNTRUSTED", Kind.VERDICT),
  EPOCH_JUMP(-45, "STATUS_EPOCH_JUMP", Kind.VERDICT),
  SOURCE_CHANGED(-46, "STATUS_SOURCE_CHANGED", Kind.VERDICT),
  DIGEST_MISMATCH(-50, "STATUS_DIGEST_MISMATCH", Kind.VERDICT),
  TOO_LARGE(-51, "STATUS_TOO_LARGE", Kind.ANSWER),
  TOO_SLOW(-52, "STATUS_TOO_SLOW", Kind.SILENCE),
  BAD_ANSWER(-54, "STATUS_SOURCE_BAD_ANSWER", Kind.ANSWER),
  INCOMPLETE(-55, "STATUS_SOURCE_INCOMPLETE", Kind.ANSWER);

  private enum Kind {
    SIGNATURE(9102, "ERROR", "IAURELAY_", Agent.REFUSED),
    STRANGER(9109, "ERROR", "", Agent.REFUSED),
    VERDICT(9109, "ERROR", "IAURELAY_", Agent.REFUSED),
    EQUIVOCATION(7110, "CRITICAL", "IAURELAY_", Agent.REFUSED),
    ANSWER(9109, "ERROR", "", Agent.UNREACHABLE),
    SILENCE(9108, "WARNING", "", Agent.UNREACHABLE);

    private final int event;
    private final String level;
    private final String prefix;
    private final int exit;

    Kind(int event, String level, String prefix, int exit) {
      this.event = event;
      this.level = level;
      this.prefix = prefix;
      this.exit = exit;
    }
  }

  private final int code;
  private final String text;
  private final Kind kind;

  Refusal(int code, String text, Kind kind) {
    this.code = code;
    this.text = text;
    this.kind = kind;
  }

  int code() {
    return code;
  }

  String text() {
    return text;
  }

  /** The number of the relay's event. */
  int event() {
    return kind.event;
  }

  /** The level of the relay's event. */
  String level() {
    return kind.level;
  }

  /** The error text of the relay's event. */
  String eventText() {
    return kind.prefix + text;
  }

  /** The exit status of an agent to which this happens. */
  int agentExit() {
    return kind.exit;
  }
}
