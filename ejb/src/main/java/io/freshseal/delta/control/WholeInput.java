package io.freshseal.delta.control;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** What the coding {@code zstd} makes, with the window that HTTP allows (RFC 9659) and no more. */
public final class WholeInput {

  /** The name of the coding. */
  public static final String CODING = "zstd";

  private static final int LONGEST_WINDOW_LOG = 23;

  private WholeInput() {}

  /**
   * Opens it.
   *
   * @param coded closed with it
   * @throws IOException if there is no memory to decode; later ones if it is damaged
   */
  public static InputStream open(InputStream coded) throws IOException {
    return new ZstdInputStreamNoFinalizer(coded).setLongMax(LONGEST_WINDOW_LOG);
  }
}
