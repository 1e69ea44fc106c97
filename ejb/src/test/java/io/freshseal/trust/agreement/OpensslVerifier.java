package io.freshseal.trust.agreement;

import io.freshseal.trust.TestPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Judges many files with the command that the documentation gives to everyone, at the corpus's own
 * time, in one shell. A machine without openssl fails the tests rather than skipping them.
 */
final class OpensslVerifier {

  private final Path directory;

  OpensslVerifier(Path directory) {
    this.directory = directory;
  }

  /** Tells of each case whether openssl accepts it. */
  Map<String, Boolean> judge(List<SignatureCase> cases) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < cases.size(); i++) {
      SignatureCase one = cases.get(i);
      Files.write(directory.resolve(i + ".p7s"), one.file());
      Files.write(directory.resolve(i + ".content"), one.content());
      Files.write(directory.resolve(i + ".pem"), one.anchors());
      script.append(
          ("openssl cms -verify -binary -inform DER -in %1$d.p7s -content %1$d.content"
                  + " -CAfile %1$d.pem -purpose any -attime %2$d -out verified 2>%1$d.err;"
                  + " echo %1$d $?\n")
              .formatted(i, TestPki.NOW.getEpochSecond()));
    }
    Files.writeString(directory.resolve("judge.sh"), script);
    Map<String, Boolean> verdicts = new HashMap<>();
    for (String line : run("sh", "judge.sh").lines().toList()) {
      String[] words = line.split(" ");
      verdicts.put(cases.get(Integer.parseInt(words[0])).name(), words[1].equals("0"));
    }
    return verdicts;
  }

  /** What openssl wrote about a case. */
  String complaint(int index) throws IOException {
    return Files.readString(directory.resolve(index + ".err"));
  }

  /** The version that judges. */
  String version() throws IOException, InterruptedException {
    return run("openssl", "version").strip();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(directory.resolve("errors").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("openssl does not end");
    }
    return Files.readString(output);
  }
}
