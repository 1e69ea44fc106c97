package io.freshseal.bundle.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleUploadsTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final byte[] FILE = "0123456789".getBytes();

  @TempDir Path folder;

  @Test
  void whatBreaksOff_goesOnWhereItStopped_afterARestartToo() throws IOException {
    BundleUpload begun = value(uploads().begin(FILE.length, 100));

    assertThatThrownBy(
            () -> uploads().append(begun.id(), 0, thenBroken(new byte[] {'0', '1', '2', '3'})))
        .isInstanceOf(IOException.class);

    assertThat(uploads().find(begun.id()).orElseThrow().offset()).isEqualTo(4);
    BundleUpload whole =
        value(uploads().append(begun.id(), 4, new ByteArrayInputStream(FILE, 4, 6)));
    assertThat(whole.whole()).isTrue();
    Outcome<byte[]> read =
        uploads().use(begun.id(), file -> Outcome.done(Files.readAllBytes(file)));
    assertThat(value(read)).isEqualTo(FILE);
  }

  @Test
  void aPieceAtAnotherPlace_isRefused_andNothingIsWritten() throws IOException {
    BundleUpload begun = value(uploads().begin(FILE.length, 100));
    value(uploads().append(begun.id(), 0, new ByteArrayInputStream(FILE, 0, 4)));

    assertThat(code(uploads().append(begun.id(), 0, new ByteArrayInputStream(FILE))))
        .isEqualTo(StatusCode.CONFLICT);
    assertThat(code(uploads().append(begun.id(), 5, new ByteArrayInputStream(FILE, 5, 5))))
        .isEqualTo(StatusCode.CONFLICT);

    assertThat(uploads().find(begun.id()).orElseThrow().offset()).isEqualTo(4);
  }

  @Test
  void moreThanAnnounced_isRefused_andNeverOnTheDisk() throws IOException {
    BundleUpload begun = value(uploads().begin(4, 100));

    assertThat(code(uploads().append(begun.id(), 0, new ByteArrayInputStream(FILE))))
        .isEqualTo(StatusCode.TOO_LARGE);

    assertThat(uploads().find(begun.id()).orElseThrow().offset()).isLessThanOrEqualTo(4);
    assertThat(code(uploads().begin(101, 100))).isEqualTo(StatusCode.TOO_LARGE);
  }

  @Test
  void whatIsNotWhole_isNotUsed() throws IOException {
    BundleUpload begun = value(uploads().begin(FILE.length, 100));
    value(uploads().append(begun.id(), 0, new ByteArrayInputStream(FILE, 0, 9)));

    assertThat(code(uploads().use(begun.id(), file -> Outcome.done("used"))))
        .isEqualTo(StatusCode.CONFLICT);
    assertThat(code(uploads().use(UUID.randomUUID(), file -> Outcome.done("used"))))
        .isEqualTo(StatusCode.NOT_FOUND);
  }

  @Test
  void openUploadsAreCounted_andWhatWasAbandonedMakesRoom() throws IOException {
    BundleUploads uploads = uploads();
    BundleUpload first = value(uploads.begin(1, 100));
    for (int i = 1; i < BundleUploads.MOST_OPEN; i++) {
      value(uploads.begin(1, 100));
    }
    assertThat(code(uploads.begin(1, 100))).isEqualTo(StatusCode.BUSY);

    Instant old = CLOCK.instant().minus(BundleUploads.ABANDONED).minus(Duration.ofSeconds(1));
    Files.setLastModifiedTime(folder.resolve(first.id() + ".1.part"), FileTime.from(old));

    BundleUpload next = value(uploads.begin(1, 100));
    assertThat(uploads.find(first.id())).isEmpty();
    assertThat(uploads.find(next.id())).contains(next);
    value(uploads.delete(next.id()));
    assertThat(uploads.find(next.id())).isEmpty();
  }

  private BundleUploads uploads() {
    return new BundleUploads(folder, CLOCK);
  }

  private static InputStream thenBroken(byte[] bytes) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the line is dead");
          }
        });
  }

  private static <T> T value(Outcome<T> outcome) {
    return ((Outcome.Done<T>) outcome).value();
  }

  private static StatusCode code(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).code();
  }
}
