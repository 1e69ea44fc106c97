package io.freshseal.trust.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/**
 * What a signature file must speak of, as the catalog says.
 *
 * @param content digest of the component's content
 */
public record ExpectedSignature(ComponentId id, ComponentVersion version, Sha256 content) {

  public ExpectedSignature {
    Objects.requireNonNull(id);
    Objects.requireNonNull(version);
    Objects.requireNonNull(content);
  }
}
