package io.freshseal.replication.control.relay;

import io.freshseal.replication.control.UpdateSource;
import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import java.time.Instant;
import java.util.concurrent.Executor;

/** Components that came by another way than the network, for one run of a relay. */
public interface Delivery {

  /** What is told as the source of the run. Not beginning with {@code http}. */
  String address();

  /**
   * Judges the whole of it and keeps nothing.
   *
   * @param executor lends threads; the calling thread works along
   * @return the source for the run; usable until {@link #over}
   * @throws StorageException if the disk refuses
   */
  Verdict<UpdateSource> inspect(Vault vault, TrustBasis trust, Instant clock, Executor executor)
      throws StorageException;

  /**
   * Its run is over; called once, and never if none has begun.
   *
   * @param taken whether it was taken in, wholly or in part
   */
  void over(boolean taken);
}
