package io.freshseal.trust.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;

/**
 * The texts of the signed attribute content-hints (RFC 2634 2.9). They bind a signature to one
 * thing, and keep component signatures and catalogs apart: no text of one form reads as the other.
 */
public final class ContentHints {

  /** How the text for a catalog begins. */
  public static final String CATALOG = "catalog=";

  private ContentHints() {}

  /** The text for a component's signature file. */
  public static String component(ComponentId id, ComponentVersion version) {
    return "component=" + id.text() + ";version=" + version.text();
  }

  /** The text for a catalog. */
  public static String catalog(String source, long sequence) {
    return CATALOG + source + ";sequence=" + sequence;
  }

  /** The text for a bundle of trust anchors. */
  public static String anchors(String source, long number) {
    return "anchors=" + source + ";number=" + number;
  }
}
