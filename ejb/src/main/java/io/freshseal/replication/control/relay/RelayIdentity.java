package io.freshseal.replication.control.relay;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import java.util.Objects;

/**
 * Who this relay is, at one moment.
 *
 * @param node the name of the node, for idempotency keys
 * @param name what events call it: the address others are told
 * @param table what each build can do
 */
public record RelayIdentity(String node, String name, RelayBuild build, RelayBuildTable table) {

  public RelayIdentity {
    Objects.requireNonNull(node);
    Objects.requireNonNull(name);
    Objects.requireNonNull(build);
    Objects.requireNonNull(table);
  }

  /** Whether its build fetches a renewed signature file of an unchanged component. */
  public boolean refreshesSignatures() {
    return table.refreshesSignatures(build);
  }
}
