package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/freshseal} keeps what its help promises. */
class StartST {

  @ParameterizedTest
  @CsvSource({
    "--bogus, unknown option --bogus",
    "--port, --port needs a value",
    "--port 70000, --port needs a number from 0 to 65535",
    "--set relay.build=1, --set needs freshseal.KEY=VALUE",
    "--set freshseal.relay.biuld=1, there is no setting freshseal.relay.biuld",
    "--config no-such-file, cannot be read"
  })
  void aCommandLineThatMakesNoSense_isRefusedWithStatus2AndOneSentence(
      String options, String sentence) {
    Path folder = Distribution.folder("usage");

    Command refused = freshseal(folder, options.split(" "));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains(sentence).hasLineCount(1);
    assertThat(refused.out()).isEmpty();
    assertThat(folder).as("nothing is left behind").isEmptyDirectory();
  }

  @Test
  void aMisspeltSettingInTheFile_isRefused() throws Exception {
    Path folder = Distribution.folder("misspelt");
    Path file = folder.resolve("settings");
    Files.writeString(file, "freshseal.relay.build=20.0.0-1337\nfreshseal.relay.intervall=PT1S\n");

    Command refused = freshseal(folder, "--config", file.toString());

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("no setting freshseal.relay.intervall;").hasLineCount(1);
    assertThat(folder)
        .isDirectoryContaining(path -> path.equals(file))
        .isDirectoryNotContaining("glob:**/data");
  }

  @Test
  void everySettingOfTheServer_isKnownToTheCommand() throws Exception {
    List<String> settings =
        Shared.server()
            .admin()
            .get("/api/v1/settings")
            .expect(200)
            .json()
            .getJsonArray("settings")
            .getValuesAs(JsonObject.class)
            .stream()
            .map(setting -> setting.getString("key"))
            .toList();

    assertThat(Files.readAllLines(Distribution.home().resolve("etc/settings.txt")))
        .containsExactlyInAnyOrderElementsOf(settings);
  }

  @Test
  void aSecondServerOnTheSameData_isRefusedAndTheFirstKeepsServing() {
    Server first = Shared.server();

    Command second =
        freshseal(Distribution.folder("second"), "--port", "0", "--data", first.data().toString());

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err())
        .contains("another server is running on the data folder")
        .hasLineCount(1);
    assertThat(first.anonymous().get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aPortInUse_isRefusedWithItsNumber() {
    Server first = Shared.server();

    Command second =
        freshseal(Distribution.folder("port"), "--port", Integer.toString(first.port()));

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err()).contains("port " + first.port()).hasLineCount(1);
  }

  @Test
  void theTerminalOfAStartedServer_showsItsAddressOnceAndNoLogLines() {
    Server server = Shared.server();

    assertThat(server.terminal().lines())
        .containsOnlyOnce("Freshseal is ready: " + server.url("/"))
        .noneMatch(line -> line.contains("INFO") || line.contains("Jdbc"));
  }

  @Test
  void aDataFolderThatIsNone_isRefusedWithAReasonForPeople() throws Exception {
    Path folder = Distribution.folder("no-folder");
    Path file = Files.writeString(folder.resolve("file"), "kept");

    for (String data : List.of("file", "file/below")) {
      Command refused = freshseal(folder, "--port", "0", "--data", data);

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err())
          .contains("the data folder '" + folder.resolve(data) + "' cannot be used: ")
          .doesNotContain("Exception")
          .hasLineCount(1);
    }
    assertThat(file).hasContent("kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"freshseal", "freshseal-agent"})
  void theCommands_areFoundThroughLinks_toThemOrToTheirFolder(String command) throws Exception {
    Path folder = Distribution.folder("a b");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Distribution.command(command));
    Path bin = folder.resolve("bin link");
    Files.createSymbolicLink(bin, Distribution.home().resolve("bin"));

    for (Path way : List.of(link, bin.resolve(command))) {
      Command help = Command.run(List.of(way.toString(), "--help"), Map.of(), null);
      assertThat(help.expect(0).out()).startsWith("Usage: " + command + " ");
    }
  }

  @Test
  void withoutJava_theCommandsSayWhatIsMissing() {
    Map<String, String> nowhere = Map.of("JAVA_HOME", "/nonexistent");

    for (String command : List.of("freshseal", "freshseal-agent")) {
      Command refused =
          Command.run(List.of(Distribution.command(command).toString(), "status"), nowhere, null);
      assertThat(refused.exit()).isIn(1, 5);
      assertThat(refused.err())
          .startsWith(command + ": no Java found; install Java 17")
          .hasLineCount(1);
    }
  }

  private static Command freshseal(Path folder, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.add(0, Distribution.command("freshseal").toString());
    return Command.run(words, Map.of(), folder);
  }
}
