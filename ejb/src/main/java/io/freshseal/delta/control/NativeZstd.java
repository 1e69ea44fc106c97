package io.freshseal.delta.control;

import com.github.luben.zstd.util.ZstdVersion;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.File;
import java.io.IOException;

/**
 * The part of libzstd's interface that zstd-jni does not hand on, of the very library that it
 * brings along: a raw dictionary that is indexed by reference.
 */
interface NativeZstd extends Library {

  int COMPRESSION_LEVEL = 100;
  int WINDOW_LOG = 101;
  int LONG_DISTANCE_MATCHING = 160;
  int CONTENT_SIZE = 200;
  int CHECKSUM = 201;

  /** Experimental, so the version of the library is pinned, and what comes of it is tested. */
  int FORCE_ATTACH_DICTIONARY = 1001;

  /** Its value: the dictionary is loaded into the matcher's own tables. */
  int FORCE_LOAD = 3;

  int BY_REFERENCE = 1;
  int RAW_CONTENT = 1;

  Pointer ZSTD_createCCtx();

  SizeT ZSTD_freeCCtx(Pointer context);

  SizeT ZSTD_CCtx_setParameter(Pointer context, int parameter, int value);

  SizeT ZSTD_CCtx_loadDictionary_advanced(
      Pointer context, Pointer dictionary, SizeT size, int loadMethod, int contentType);

  SizeT ZSTD_compress2(Pointer context, Pointer target, SizeT capacity, Pointer source, SizeT size);

  SizeT ZSTD_compressBound(SizeT size);

  int ZSTD_isError(SizeT result);

  /**
   * Loads it.
   *
   * @throws IOException if there is none for this platform
   */
  static NativeZstd load() throws IOException {
    File library = Native.extractFromResourcePath(resource(), NativeZstd.class.getClassLoader());
    return Native.load(library.getAbsolutePath(), NativeZstd.class);
  }

  private static String resource() {
    boolean arm = Platform.isARM();
    String name = "libzstd-jni-" + ZstdVersion.VERSION;
    if (Platform.isMac()) {
      return "/darwin/" + (arm ? "aarch64/" : "x86_64/") + name + ".dylib";
    }
    String processor = arm ? "aarch64/" : "amd64/";
    return Platform.isWindows()
        ? "/win/" + processor + name + ".dll"
        : "/linux/" + processor + name + ".so";
  }
}
