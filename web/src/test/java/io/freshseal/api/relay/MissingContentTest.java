package io.freshseal.api.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.problem.Problem;
import io.freshseal.replication.entity.ContentAnswer.Missing;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What HTTP says of a content that does not come. */
class MissingContentTest {

  @ParameterizedTest
  @CsvSource({
    "BUSY, 503",
    "SOURCE_UNREACHABLE, 502",
    "SOURCE_INCOMPLETE, 404",
    "DIGEST_MISMATCH, 502",
    "DIGITAL_SIGNATURE_CERT_EXPIRE, 502",
    "TOO_SLOW, 504",
    "DISK_FULL, 507",
    "TOO_LARGE, 507",
    "STORAGE_FAULT, 500"
  })
  void status_saysWhoseMatterItIs_andWhenToAskAgain(StatusCode code, int status) {
    Sentence sentence = Sentence.of(ReplicationSentence.CONTENT_COMING, "one 1.0", 7);

    Problem problem = MissingContent.problem(new Missing(code, sentence, 7));

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.sentence()).isEqualTo(sentence);
    assertThat(problem.headers()).containsEntry("Retry-After", "7");
  }
}
