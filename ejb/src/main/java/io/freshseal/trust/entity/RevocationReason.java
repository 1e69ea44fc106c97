package io.freshseal.trust.entity;

import java.security.cert.CRLReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a certificate was revoked (RFC 5280 5.3.1). */
public enum RevocationReason {
  UNSPECIFIED(0, "unspecified"),
  KEY_COMPROMISE(1, "keyCompromise"),
  CA_COMPROMISE(2, "cACompromise"),
  AFFILIATION_CHANGED(3, "affiliationChanged"),
  SUPERSEDED(4, "superseded"),
  CESSATION_OF_OPERATION(5, "cessationOfOperation"),
  CERTIFICATE_HOLD(6, "certificateHold"),
  REMOVE_FROM_CRL(8, "removeFromCRL"),
  PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
  AA_COMPROMISE(10, "aACompromise");

  /** What a source may give for a signing certificate of its own. */
  public static final List<RevocationReason> FOR_SIGNERS =
      List.of(
          KEY_COMPROMISE,
          SUPERSEDED,
          CESSATION_OF_OPERATION,
          AFFILIATION_CHANGED,
          PRIVILEGE_WITHDRAWN,
          UNSPECIFIED);

  private final int code;
  private final String text;

  RevocationReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The number in the list. */
  public int code() {
    return code;
  }

  /** How the RFC spells it. */
  public String text() {
    return text;
  }

  /** The reason in an entry; {@link #UNSPECIFIED} where the entry has none. */
  static RevocationReason of(CRLReason reason) {
    return Arrays.stream(values())
        .filter(known -> reason != null && known.code == reason.ordinal())
        .findFirst()
        .orElse(UNSPECIFIED);
  }

  /** Finds one of {@link #FOR_SIGNERS} by its spelling. */
  public static Optional<RevocationReason> parse(String text) {
    return FOR_SIGNERS.stream().filter(reason -> reason.text.equals(text)).findFirst();
  }
}
