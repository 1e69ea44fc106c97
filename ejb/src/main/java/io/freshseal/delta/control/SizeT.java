package io.freshseal.delta.control;

import com.sun.jna.IntegerType;
import com.sun.jna.Native;
import java.io.Serial;

/** The {@code size_t} of C. Public for JNA, which makes results by reflection. */
public final class SizeT extends IntegerType {

  @Serial private static final long serialVersionUID = 1L;

  public SizeT() {
    this(0);
  }

  SizeT(long value) {
    super(Native.SIZE_T_SIZE, value, true);
  }
}
