package io.freshseal.replication.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The record of a run keeps its sentence for the language of whoever reads it. */
class StoredRunTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static Optional<Sentence> stored(Optional<Sentence> sentence) {
    RunView ended =
        new RunView(
            "1",
            Trigger.TIMER,
            State.PARTIAL,
            NOW,
            Optional.of(NOW),
            StatusCode.STORAGE_FAULT,
            sentence,
            RunView.Progress.NONE,
            Optional.empty());
    return new StoredRun("node", ended).view().sentence();
  }

  @Test
  void sentence_isReadInAnyLanguage() {
    Sentence sentence =
        Sentence.of(
            ReplicationSentence.OF_COMPONENT,
            "core",
            Sentence.of(ReplicationSentence.SIGNATURE_FILE_DAMAGED, "core"));

    Sentence read = stored(Optional.of(sentence)).orElseThrow();

    assertThat(read).isEqualTo(sentence);
    assertThat(read.in(Locale.JAPANESE)).isEqualTo("core: core の署名ファイルがここにないか、破損しています。");
  }

  @Test
  void nothingToSay_staysNothing() {
    assertThat(stored(Optional.empty())).isEmpty();
  }
}
