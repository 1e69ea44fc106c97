package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The service file that is shipped says what the program understands, and gives away nothing. */
class AgentUnitTest {

  private static final Path FILE =
      Path.of("..", "ear", "src", "main", "distribution", "etc", "freshseal-agent.service");

  private static List<String> lines() throws IOException {
    return Files.readAllLines(FILE);
  }

  private static String value(String name) throws IOException {
    List<String> values = lines().stream().filter(line -> line.startsWith(name + "=")).toList();
    assertThat(values).as(name).hasSize(1);
    return values.get(0).substring(name.length() + 1);
  }

  @Test
  void serviceFile_startsACommandOfTheProgramInItsStateFolder() throws IOException {
    String[] words = value("ExecStart").split(" ");

    assertThat(words[0]).endsWith("/bin/" + AgentCommand.NAME);
    assertThat(commands()).contains(words[1]);
    assertThat(words).endsWith("--dir", "/var/lib/" + value("StateDirectory"));
  }

  private static Stream<String> commands() {
    return Arrays.stream(AgentCommand.class.getAnnotation(Command.class).subcommands())
        .map(command -> command.getAnnotation(Command.class).name());
  }

  @Test
  void serviceFile_leavesTheMachineAlone() throws IOException {
    assertThat(value("User")).isEqualTo(AgentCommand.NAME);
    assertThat(lines())
        .contains(
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "CapabilityBoundingSet=",
            "Restart=on-failure",
            "SuccessExitStatus=143");
    assertThat(lines())
        .as("the Java runtime compiles as it goes")
        .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute"));
  }
}
