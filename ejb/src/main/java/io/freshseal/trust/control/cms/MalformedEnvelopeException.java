package io.freshseal.trust.control.cms;

/** Ends the reading of an envelope; never leaves {@link CmsEnvelopes}. */
final class MalformedEnvelopeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedEnvelopeException(String what) {
    super(what, null, false, false);
  }
}
