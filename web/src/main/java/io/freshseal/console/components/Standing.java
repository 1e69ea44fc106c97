package io.freshseal.console.components;

/** How what is held of a component stands to what its source offers. */
public enum Standing {
  /** The very files that the source names are held. */
  CURRENT("ok"),
  /** The version is held, the source has renewed its signature file. */
  SIGNATURE_BEHIND("due"),
  /** The source offers another version. */
  VERSION_BEHIND("due"),
  /** The source offers it, and nothing of it is held. */
  MISSING("critical"),
  /** It is held, and the source offers it no more. */
  WITHDRAWN("unknown"),
  /** There is nothing to compare with: this is the source itself. */
  ALONE("unknown");

  private final String style;

  Standing(String style) {
    this.style = style;
  }

  /** Whether a run of the relay would bring something. */
  public boolean isBehind() {
    return this == SIGNATURE_BEHIND || this == VERSION_BEHIND || this == MISSING;
  }

  /** Class and icon, in the words of the style sheet. */
  public String getStyle() {
    return style;
  }

  /** Key of its sentence in the bundle {@code io.freshseal.console}. */
  public String getKey() {
    return "standing." + name();
  }
}
