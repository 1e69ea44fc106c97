package io.freshseal.updates.entity;

import java.util.List;

/**
 * A stretch of the security updates.
 *
 * @param total how many there are in all
 */
public record RunPage(List<SecurityUpdate> runs, long total) {

  public RunPage {
    runs = List.copyOf(runs);
  }
}
