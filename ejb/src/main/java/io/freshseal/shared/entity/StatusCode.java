package io.freshseal.shared.entity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every outcome that a machine may report. Number and text are stable for ever: a code is never
 * renumbered and never reused. The text for people is {@link #messageKey()} in the message bundles,
 * the remedy {@link #remedyKey()}.
 */
public enum StatusCode {
  /** Nothing to object to. */
  OK(0, "STATUS_OK"),
  /** A certificate of the signature is past its notAfter. The field's number and name. */
  DIGITAL_SIGNATURE_CERT_EXPIRE(-24, "STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE"),
  /** The signature does not verify, or its form is none that the policy admits. */
  DIGITAL_SIGNATURE_FAILURE(-25, "STATUS_DIGITAL_SIGNATURE_FAILURE"),
  /** A certificate of the signature is not valid yet. */
  DIGITAL_SIGNATURE_CERT_NOT_YET_VALID(-26, "STATUS_DIGITAL_SIGNATURE_CERT_NOT_YET_VALID"),
  /** No chain leads from the signer to the anchors at hand, or its purpose is another. */
  DIGITAL_SIGNATURE_UNTRUSTED(-27, "STATUS_DIGITAL_SIGNATURE_UNTRUSTED"),
  /** A certificate of the chain is revoked. */
  DIGITAL_SIGNATURE_REVOKED(-28, "STATUS_DIGITAL_SIGNATURE_REVOKED"),
  /** The bytes are no strict DER CMS SignedData of the expected form. */
  DIGITAL_SIGNATURE_MALFORMED(-29, "STATUS_DIGITAL_SIGNATURE_MALFORMED"),
  /** The signature is for another component, version or content. */
  DIGITAL_SIGNATURE_MISBOUND(-30, "STATUS_DIGITAL_SIGNATURE_MISBOUND"),
  /** A key or algorithm outside the allow-list. */
  DIGITAL_SIGNATURE_ALGORITHM(-31, "STATUS_DIGITAL_SIGNATURE_ALGORITHM"),
  /** The signature has no signer, or more than one. */
  DIGITAL_SIGNATURE_SIGNER_COUNT(-32, "STATUS_DIGITAL_SIGNATURE_SIGNER_COUNT"),
  /** The signer's certificate is for another purpose than code signing. */
  DIGITAL_SIGNATURE_PURPOSE(-33, "STATUS_DIGITAL_SIGNATURE_PURPOSE"),
  /** No current revocation list tells whether a certificate of the chain is revoked. */
  DIGITAL_SIGNATURE_REVOCATION_UNKNOWN(-34, "STATUS_DIGITAL_SIGNATURE_REVOCATION_UNKNOWN"),
  /** The timestamp in the signature file is wrong. */
  DIGITAL_SIGNATURE_TIMESTAMP(-35, "STATUS_DIGITAL_SIGNATURE_TIMESTAMP"),
  /** The post-quantum signature is wrong, or is missing where the policy asks for one. */
  DIGITAL_SIGNATURE_POST_QUANTUM(-36, "STATUS_DIGITAL_SIGNATURE_POST_QUANTUM"),
  /** Older than what this machine has already accepted. */
  ROLLBACK(-40, "STATUS_ROLLBACK"),
  /** The catalog is past its {@code expires}. */
  CATALOG_EXPIRED(-41, "STATUS_CATALOG_EXPIRED"),
  /** The catalog's JSON is not what the format says. */
  CATALOG_MALFORMED(-42, "STATUS_CATALOG_MALFORMED"),
  /** Two catalogs with one sequence and different content. */
  EQUIVOCATION(-43, "STATUS_EQUIVOCATION"),
  /** The local clock contradicts verified signed times. */
  CLOCK_UNTRUSTED(-44, "STATUS_CLOCK_UNTRUSTED"),
  /** The epoch lies so far ahead that it would use the numbers up. */
  EPOCH_JUMP(-45, "STATUS_EPOCH_JUMP"),
  /** The catalog is another source's than the one that is followed. */
  SOURCE_CHANGED(-46, "STATUS_SOURCE_CHANGED"),
  /** The bytes do not have the digest or length that the catalog names. */
  DIGEST_MISMATCH(-50, "STATUS_DIGEST_MISMATCH"),
  /** More bytes than the bound allows. */
  TOO_LARGE(-51, "STATUS_TOO_LARGE"),
  /** Slower than the minimum rate, or longer than the total time. */
  TOO_SLOW(-52, "STATUS_TOO_SLOW"),
  /** The source does not answer, or breaks off. */
  SOURCE_UNREACHABLE(-53, "STATUS_SOURCE_UNREACHABLE"),
  /** The source answers, but not with what was asked for. */
  SOURCE_BAD_ANSWER(-54, "STATUS_SOURCE_BAD_ANSWER"),
  /** The source does not hold what its catalog names. */
  SOURCE_INCOMPLETE(-55, "STATUS_SOURCE_INCOMPLETE"),
  /** The manager does not answer, breaks off, or is out of order. */
  MANAGER_UNREACHABLE(-56, "STATUS_MANAGER_UNREACHABLE"),
  /** The manager answers, but not as the interface says. */
  MANAGER_BAD_ANSWER(-57, "STATUS_MANAGER_BAD_ANSWER"),
  /** Who answers is not the manager that was meant, or hands out other trust anchors. */
  MANAGER_UNTRUSTED(-58, "STATUS_MANAGER_UNTRUSTED"),
  /** No room left on the disk. */
  DISK_FULL(-60, "STATUS_DISK_FULL"),
  /** The disk refuses to read or write for another reason. */
  STORAGE_FAULT(-61, "STATUS_STORAGE_FAULT"),
  /** Another run or process is at the same work. */
  BUSY(-62, "STATUS_BUSY"),
  /** As many are served already as may be at once. */
  TOO_MANY_REQUESTS(-63, "STATUS_TOO_MANY_REQUESTS"),
  /** Not an update bundle, or a damaged one. */
  BAD_BUNDLE(-70, "STATUS_BAD_BUNDLE"),
  /** The bytes are no link of a chain of trust anchors. */
  ANCHORS_MALFORMED(-71, "STATUS_ANCHORS_MALFORMED"),
  /** The bundle of trust anchors is signed by fewer keys of the one before than it takes. */
  ANCHORS_UNTRUSTED(-72, "STATUS_ANCHORS_UNTRUSTED"),
  /** The bundle of trust anchors does not follow the one at hand. */
  ANCHORS_CHAIN(-73, "STATUS_ANCHORS_CHAIN"),
  /** Too few anchors of the newest bundle are within their dates. */
  ANCHORS_EXPIRED(-74, "STATUS_ANCHORS_EXPIRED"),
  /** An update bundle would run out before the next one is expected. */
  BUNDLE_ENDS_EARLY(-75, "STATUS_BUNDLE_ENDS_EARLY"),
  /** An update bundle lacks objects that are not held either. */
  BUNDLE_INCOMPLETE(-76, "STATUS_BUNDLE_INCOMPLETE"),
  /** The request is not of the form that the interface asks for. */
  BAD_REQUEST(-80, "STATUS_BAD_REQUEST"),
  /** Nothing by that name is held here. */
  NOT_FOUND(-81, "STATUS_NOT_FOUND"),
  /** The same name and version is held with other content. */
  CONFLICT(-82, "STATUS_CONFLICT"),
  /** No credentials, or wrong ones. */
  UNAUTHENTICATED(-83, "STATUS_UNAUTHENTICATED"),
  /** The credentials do not suffice. */
  FORBIDDEN(-84, "STATUS_FORBIDDEN"),
  /** A fault of the product itself. */
  INTERNAL(-90, "STATUS_INTERNAL");

  private final int code;
  private final String text;

  StatusCode(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The number; 0 is success, every other one is negative. */
  public int code() {
    return code;
  }

  /** The stable text, {@code STATUS_...}. */
  public String text() {
    return text;
  }

  /** Key of the sentence for people in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "status." + name();
  }

  /** Key of the remedy for people in the bundle {@code io.freshseal.messages}. */
  public String remedyKey() {
    return "status." + name() + ".remedy";
  }

  /** Finds the code with this stable text. */
  public static Optional<StatusCode> ofText(String text) {
    return Arrays.stream(values()).filter(c -> c.text.equals(text)).findFirst();
  }
}
