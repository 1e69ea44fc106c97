package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.replication.entity.TransferSentence;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often one thing is asked for. */
class AttemptsTest {

  private static final TransferLimits QUICK = quick();

  private final AtomicLong nanos = new AtomicLong();
  private final Attempts attempts = new Attempts(QUICK, nanos::get);
  private int asked;

  private static TransferLimits quick() {
    TransferLimits field = TransferLimits.DEFAULT;
    return new TransferLimits(
        field.connectTimeout(),
        field.answerTimeout(),
        field.totalTime(),
        field.minBytesPerSecond(),
        field.rateWindow(),
        field.maxHeaderBytes(),
        field.maxCatalogBytes(),
        field.attempts(),
        Duration.ZERO);
  }

  private static HttpFault busy() {
    return HttpFault.busy(Duration.ofMillis(1), TransferSentence.STATUS, 503);
  }

  @Test
  void serverThatSaysWhen_isAskedAgainAsOftenAsItSays() throws IOException {
    String got =
        attempts.runPatiently(
            () -> {
              if (++asked <= 20) {
                throw busy();
              }
              return "it";
            });

    assertThat(got).isEqualTo("it");
    assertThat(asked).isEqualTo(21);
  }

  @Test
  void whereOthersMayBeAsked_nobodyIsAskedAsOftenAsHeSays() {
    assertThatThrownBy(
            () ->
                attempts.run(
                    () -> {
                      asked++;
                      throw busy();
                    }))
        .isInstanceOf(HttpFault.class);

    assertThat(asked).isEqualTo(QUICK.attempts());
  }

  @Test
  void serverThatSaysWhenForTooLong_isGivenUp() {
    assertThatThrownBy(
            () ->
                attempts.runPatiently(
                    () -> {
                      asked++;
                      nanos.addAndGet(Attempts.PATIENCE.toNanos() / 10);
                      throw busy();
                    }))
        .isInstanceOf(HttpFault.class);

    assertThat(asked).isEqualTo(9 + QUICK.attempts());
  }

  @Test
  void brokenConnections_countBesideThat() {
    assertThatThrownBy(
            () ->
                attempts.runPatiently(
                    () -> {
                      throw ++asked % 2 == 0
                          ? busy()
                          : HttpFault.connection(TransferSentence.NO_RESUMPTION);
                    }))
        .isInstanceOf(HttpFault.class);

    assertThat(asked).isEqualTo(2 * QUICK.attempts() - 1);
  }
}
