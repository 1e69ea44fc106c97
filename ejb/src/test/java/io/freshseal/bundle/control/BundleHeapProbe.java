package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * A process of its own with a small heap: makes a bundle, looks at it and takes it in, then does
 * the same with what others have made, and prints per file its name, the code, and the bytes alive
 * afterwards.
 */
public final class BundleHeapProbe {

  private BundleHeapProbe() {}

  /** Arguments: the folder to work in, the names of the files in it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    TrustBasis trust = BundleCrashSubject.trust(folder.resolve("anchors.pem"));
    try (Vault connected = BundleCrashSubject.open(folder.resolve("connected"))) {
      BundleCrashSubject.make(connected, folder, trust);
    }
    try (Vault isolated = BundleCrashSubject.open(folder.resolve("isolated"))) {
      for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
        Path file = folder.resolve(name);
        BundleReport report =
            new BundleInspection(isolated, Runnable::run)
                .inspect(file, trust, Clock.systemUTC().instant(), bytes -> {});
        StatusCode code = BundleCrashSubject.take(isolated, file, trust).code();
        if (code != report.code()) {
          throw new IllegalStateException(code + " is not " + report.code());
        }
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.println(
            name + " " + code.name() + " " + (heap.totalMemory() - heap.freeMemory()));
      }
    }
  }
}
