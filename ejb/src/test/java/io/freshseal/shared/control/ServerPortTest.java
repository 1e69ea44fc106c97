package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerPortTest {

  @TempDir private Path folder;

  private Path domain(String listeners) throws IOException {
    return Files.writeString(
        folder.resolve("domain.xml"),
        "<domain><network-listeners>" + listeners + "</network-listeners></domain>");
  }

  @Test
  void portOfThePlainHttpListener_isFound() throws IOException {
    Path domain =
        domain(
            "<network-listener name='admin-listener' port='4848'/>"
                + "<network-listener name='http-listener-1' port='18080'/>");

    assertThat(ServerPort.read(domain)).hasValue(18_080);
  }

  @Test
  void rangeOfPorts_isReadAsItsFirst() throws IOException {
    assertThat(
            ServerPort.read(
                domain("<network-listener name='http-listener' port='1' port-range='2,9'/>")))
        .hasValue(2);
  }

  @Test
  void disabledListenerAndPlaceholder_areNoPort() throws IOException {
    assertThat(
            ServerPort.read(
                domain("<network-listener name='http-listener' enabled='false' port='1'/>")))
        .isEmpty();
    assertThat(ServerPort.read(domain("<network-listener name='http-listener' port='${P}'/>")))
        .isEmpty();
  }

  @Test
  void fileThatIsNoXml_isNoPort() throws IOException {
    assertThat(ServerPort.read(Files.writeString(folder.resolve("x"), "nothing"))).isEmpty();
  }
}
