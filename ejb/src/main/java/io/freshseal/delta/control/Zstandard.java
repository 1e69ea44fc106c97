package io.freshseal.delta.control;

import com.github.luben.zstd.util.Native;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Whether the library for Zstandard, which is native code, can be used on this computer. */
public final class Zstandard {

  private static final Logger LOG = System.getLogger(Zstandard.class.getName());

  /** Without it everything comes whole. */
  public static final boolean AT_HAND = load();

  private Zstandard() {}

  private static boolean load() {
    try {
      Native.load();
      return true;
    } catch (LinkageError e) {
      LOG.log(Level.INFO, "neither deltas nor zstd are used on this computer: {0}", e.getMessage());
      return false;
    }
  }
}
