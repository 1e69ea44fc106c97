package io.freshseal.replication.entity;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.Recovery;
import java.util.Objects;

/**
 * What became of a clearing.
 *
 * @param code {@code OK}, {@code BUSY} while somebody else is at work, or what the disk says
 * @param gone what was dropped; nothing if it was refused
 */
public record CacheCleared(StatusCode code, CacheScope scope, Recovery gone) {

  public CacheCleared {
    Objects.requireNonNull(code);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(gone);
  }

  /** Nothing was dropped. */
  public static CacheCleared refused(StatusCode code, CacheScope scope) {
    return new CacheCleared(code, scope, Recovery.NOTHING);
  }

  /** Whether it was done. */
  public boolean done() {
    return code == StatusCode.OK;
  }
}
