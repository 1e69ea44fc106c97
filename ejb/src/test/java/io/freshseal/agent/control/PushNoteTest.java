package io.freshseal.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.entity.ServicePush;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.replication.entity.PushView;
import io.freshseal.replication.entity.PushView.State;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.control.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service says of its push to who asks in its folder. */
class PushNoteTest {

  private static final Instant SINCE = Instant.parse("2030-06-01T12:00:00Z");
  private static final PushView BEGUN = PushView.begun(State.STARTING, SINCE);
  private static final PushView CONNECTED =
      BEGUN
          .becoming(State.CONNECTED, SINCE.plusSeconds(1), Optional.of("http://relay.test/api/v1"))
          .hearing(SINCE.plusSeconds(2));

  @TempDir Path root;
  private MemberFolder folder;

  @BeforeEach
  void claim() throws StorageException {
    folder = new MemberFolder(root);
    try (FolderLock lock = folder.claim()) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void folderInWhichNoServiceRan_hasNone() {
    assertThat(PushNote.read(folder)).isEqualTo(ServicePush.NONE);
  }

  @Test
  void folderWhoseFilesCannotBeOpened_isNotSaidToHaveNone() throws IOException {
    Files.createDirectory(folder.service());

    assertThat(PushNote.read(folder)).isEqualTo(ServicePush.UNKNOWN);
    assertThat(PushNote.read(folder).state()).isEqualTo("SERVICE_UNKNOWN");
  }

  @Test
  void whatTheServiceSaidLast_isReadWhileItRuns_andNotAfterwards() throws StorageException {
    try (PushNote note = PushNote.open(folder, BEGUN)) {
      assertThat(PushNote.read(folder)).isEqualTo(ServicePush.running(Optional.of(BEGUN)));
      note.write(CONNECTED);
      assertThat(PushNote.read(folder)).isEqualTo(ServicePush.running(Optional.of(CONNECTED)));
      assertThat(PushNote.read(folder).state()).isEqualTo("CONNECTED");
    }

    assertThat(PushNote.read(folder)).isEqualTo(ServicePush.NONE);
    assertThat(ServicePush.NONE.state()).isEqualTo("NO_SERVICE");
  }

  @Test
  void serviceThatBegins_doesNotSpeakForTheOneBefore() throws StorageException {
    try (PushNote before = PushNote.open(folder, BEGUN)) {
      before.write(CONNECTED);
    }

    try (PushNote after = PushNote.open(folder, BEGUN)) {
      assertThat(after).isNotNull();
      assertThat(PushNote.read(folder).view()).contains(BEGUN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"format\":\"freshseal-push/2\",\"state\":\"OFF\",\"since\":\"2030-06-01T12:00:00Z\"}",
        "{\"format\":\"freshseal-push/1\",\"state\":\"FINE\",\"since\":\"2030-06-01T12:00:00Z\"}",
        "{\"format\":\"freshseal-push/1\",\"state\":\"OFF\",\"since\":\"noon\"}"
      })
  void whatCannotBeRead_isNotKnown(String content) throws IOException {
    try (PushNote note = PushNote.open(folder, BEGUN)) {
      assertThat(note).isNotNull();
      Files.writeString(folder.push(), content);
      assertThat(PushNote.read(folder)).isEqualTo(ServicePush.running(Optional.empty()));
      Files.writeString(folder.push(), " ".repeat(1_000_000));
      assertThat(PushNote.read(folder).view()).isEmpty();
      Files.delete(folder.push());
      assertThat(PushNote.read(folder).state()).isEqualTo("STARTING");
    }
  }
}
