package io.freshseal.api.http;

import java.util.Optional;

/**
 * The preconditions of a read, in the order of RFC 9110 section 13.2.2. The date forms
 * (If-Modified-Since, If-Unmodified-Since) are ignored, as the RFC asks where no Last-Modified is
 * sent: a signature renewed twice in a second must never look unchanged.
 *
 * @param ifMatch all If-Match lines joined by commas
 * @param ifNoneMatch all If-None-Match lines joined by commas
 */
public record Preconditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {

  /** What is to be answered. */
  public enum Outcome {
    /** 200 or 206. */
    PROCEED,
    /** 304: the caller has these very bytes. */
    NOT_MODIFIED,
    /** 412: the caller wants other bytes than there are. */
    FAILED
  }

  /** Judges the preconditions of a GET or HEAD for the present representation. */
  public Outcome judge(EntityTag current) {
    if (ifMatch.isPresent() && !new EntityTagList(ifMatch.get()).matchesStrongly(current)) {
      return Outcome.FAILED;
    }
    if (ifNoneMatch.isPresent() && new EntityTagList(ifNoneMatch.get()).matchesWeakly(current)) {
      return Outcome.NOT_MODIFIED;
    }
    return Outcome.PROCEED;
  }
}
