package io.freshseal.vault.control;

/** What became of an attempt to finish a partial object. */
public enum Admission {
  /** Complete, of the right digest, forced, and in its place. */
  ADMITTED,
  /** Complete, but of another digest; the bytes are gone. */
  DIGEST_MISMATCH,
  /** Bytes are missing; what there is stays for a later resumption. */
  INCOMPLETE
}
