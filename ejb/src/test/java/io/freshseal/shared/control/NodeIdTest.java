package io.freshseal.shared.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdTest {

  @TempDir private Path folder;

  @Test
  void name_isTheSameAfterARestart() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("data"));

    assertThat(NodeId.of(data)).hasSize(36).isEqualTo(NodeId.of(data));
  }

  @Test
  void twoFolders_areTwoNodes() throws IOException {
    String one = NodeId.of(new DataFolder(folder.resolve("one")));

    assertThat(NodeId.of(new DataFolder(folder.resolve("two")))).isNotEqualTo(one);
  }

  @Test
  void damagedFile_isReplaced() throws IOException {
    DataFolder data = new DataFolder(folder);
    Files.writeString(data.nodeId(), "x");

    assertThat(NodeId.of(data)).hasSize(36);
  }
}
