package io.freshseal.replication.entity;

/** What a run does about one component. */
public enum Action {
  /** The very files that the catalog names are held. */
  KEEP,
  /**
   * The content is held, the catalog names a renewed signature file, and the relay's build does not
   * care: it goes on handing out the older one until its certificate expires.
   */
  SKIP_SIGNATURE,
  /** The content is held; the signature file alone is fetched. */
  FETCH_SIGNATURE,
  /** The signature file is fetched, and after it the content. */
  FETCH_BOTH
}
