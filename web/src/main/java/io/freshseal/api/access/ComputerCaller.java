package io.freshseal.api.access;

import io.freshseal.access.entity.Caller;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;

/** A computer of the fleet as the caller of a request. */
final class ComputerCaller {

  /** What it may do: report itself, and nothing else. */
  static final String ROLE = "computer";

  private static final String PREFIX = "computer:";

  private ComputerCaller() {}

  static Caller of(UUID computer) {
    return new Caller(PREFIX + computer, Set.of(ROLE));
  }

  /** Whether this is the computer of that id. */
  static boolean is(Principal caller, String id) {
    return caller.getName().equals(PREFIX + id);
  }
}
