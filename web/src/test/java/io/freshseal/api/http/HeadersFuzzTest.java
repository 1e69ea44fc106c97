package io.freshseal.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.api.access.AuthorizationHeader;
import io.freshseal.api.input.ContentLength;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.TextMutations;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a request's headers: a decision of HTTP, within what there is. */
class HeadersFuzzTest {

  private static final EntityTag TAG = new EntityTag("0123456789abcdef");
  private static final long LENGTH = 1_000;
  private static final List<String> RANGES =
      List.of(
          "bytes=0-499",
          "bytes=500-",
          "bytes=-200",
          "bytes=0-0,-1",
          "bytes=999-1000",
          "bytes = 1 - 2",
          "lines=1-2",
          "bytes=99999999999999999999-");
  private static final List<String> TAGS =
      List.of(
          TAG.header(),
          "W/" + TAG.header(),
          "*",
          "\"a\", " + TAG.header() + ",W/\"b\"",
          "Thu, 01 Jan 1970 00:00:00 GMT",
          "\"" + "x".repeat(300) + "\"");
  private static final List<String> CREDENTIALS =
      List.of(
          "Bearer abcdef0123456789",
          "Basic YWRtaW46c2VjcmV0",
          "Basic OnNlY3JldA==",
          "Digest username=\"x\"",
          "Bearer " + "a".repeat(5_000));

  @Test
  void ranges_lieWithinWhatThereIs() {
    FuzzRun.Figures figures =
        FuzzRun.of("range-headers", 4_000, 80_000)
            .run(HeadersFuzzTest::rangeRequest, HeadersFuzzTest::isPart);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static RangeRequest rangeRequest(Random random) {
    Optional<String> condition =
        random.nextInt(3) == 0 ? Optional.of(TextMutations.of(TAGS, random)) : Optional.empty();
    return new RangeRequest(Optional.of(TextMutations.of(RANGES, random)), condition);
  }

  private static boolean isPart(RangeRequest request) {
    if (request.select(TAG, LENGTH) instanceof RangeRequest.Selection.Part part) {
      assertThat(part.bytes().first()).isBetween(0L, part.bytes().last());
      assertThat(part.bytes().last()).isLessThan(LENGTH);
      assertThat(request.ifRange().map(String::strip).orElse(TAG.header())).isEqualTo(TAG.header());
      return true;
    }
    return false;
  }

  @Test
  void preconditions_holdOnlyForTheTagItself() {
    FuzzRun.Figures figures =
        FuzzRun.of("precondition-headers", 4_000, 80_000)
            .run(random -> TextMutations.of(TAGS, random), HeadersFuzzTest::isNotModified);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static boolean isNotModified(String header) {
    Preconditions wanted = new Preconditions(Optional.empty(), Optional.of(header));
    Preconditions required = new Preconditions(Optional.of(header), Optional.empty());
    boolean unchanged = wanted.judge(TAG) == Preconditions.Outcome.NOT_MODIFIED;
    boolean named = header.contains(TAG.header()) || header.strip().equals("*");
    assertThat(named || !unchanged).as(header).isTrue();
    assertThat(named || required.judge(TAG) == Preconditions.Outcome.FAILED).as(header).isTrue();
    return unchanged;
  }

  @Test
  void credentials_areReadOrUnreadable() {
    FuzzRun.Figures figures =
        FuzzRun.of("authorization-headers", 4_000, 80_000)
            .run(random -> TextMutations.of(CREDENTIALS, random), HeadersFuzzTest::isReadable);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static boolean isReadable(String header) {
    assertThat(ContentLength.of(header)).isGreaterThanOrEqualTo(-1);
    AuthorizationHeader read = AuthorizationHeader.parse(header);
    assertThat(read.toString()).doesNotContain("secret").hasSizeLessThan(40);
    return !(read instanceof AuthorizationHeader.Unreadable);
  }
}
