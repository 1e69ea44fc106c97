package io.freshseal.publishing.entity;

import java.util.List;

/**
 * The authorities of a source, and the bundle of anchors that tells its readers of them.
 *
 * @param number of the newest bundle; 0 where an operator's end certificate signs, which has none
 * @param threshold how many keys must sign the next bundle
 * @param authorities those of the newest bundle in its order, then the retired ones
 */
public record AuthorityList(long number, int threshold, List<AuthorityView> authorities) {

  public AuthorityList {
    authorities = List.copyOf(authorities);
  }
}
