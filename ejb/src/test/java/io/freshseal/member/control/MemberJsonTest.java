package io.freshseal.member.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.JsonMutations;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.JoinId;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.shared.control.MalformedJsonException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What manager and computer say arrives as it was said, or is refused. */
class MemberJsonTest {

  private static final Heartbeat HEARTBEAT = Examples.heartbeat(Optional.of(Examples.HELD));

  @Test
  void heartbeat_arrivesAsItWasSent() throws Exception {
    assertThat(HeartbeatJson.read(HeartbeatJson.write(HEARTBEAT))).isEqualTo(HEARTBEAT);
  }

  @Test
  void heartbeatWithoutList_saysNothingOfWhatIsHeldButItsName() throws Exception {
    Heartbeat brief = Examples.heartbeat(Optional.empty());

    byte[] bytes = HeartbeatJson.write(brief);

    assertThat(HeartbeatJson.read(bytes)).isEqualTo(brief);
    assertThat(new String(bytes, UTF_8)).doesNotContain("\"held\"").contains("\"holdings\"");
  }

  @Test
  void answer_arrivesAsItWasSent() throws Exception {
    HeartbeatAnswer read = HeartbeatAnswerJson.read(HeartbeatAnswerJson.write(Examples.ANSWER));

    assertThat(read).isEqualTo(Examples.ANSWER);
    assertThat(read.relays().relays()).containsExactlyElementsOf(Examples.ANSWER.relays().relays());
  }

  @Test
  void enrolment_arrivesAsItWasSent() throws Exception {
    Enrolment enrolment =
        new Enrolment(UUID.randomUUID(), "fsk_" + "a".repeat(43), "-----BEGIN\nlines\n");

    JoinRequest named =
        new JoinRequest(Examples.FACTS, Optional.of(JoinId.next(new SecureRandom())));
    JoinRequest unnamed = new JoinRequest(Examples.FACTS, Optional.empty());
    assertThat(EnrolmentJson.read(EnrolmentJson.write(named))).isEqualTo(named);
    assertThat(EnrolmentJson.read(EnrolmentJson.write(unnamed))).isEqualTo(unnamed);
    assertThat(EnrolmentJson.readAnswer(EnrolmentJson.write(enrolment))).isEqualTo(enrolment);
  }

  @Test
  void sameHoldingsInAnyOrder_haveOneNameAndReadBack() throws Exception {
    List<io.freshseal.member.entity.HeldFile> other = new ArrayList<>(Examples.HELD.files());
    Collections.reverse(other);

    assertThat(HoldingsJson.digest(new Holdings(other)))
        .isEqualTo(HoldingsJson.digest(Examples.HELD))
        .isNotEqualTo(HoldingsJson.digest(Holdings.NONE));
    assertThat(HoldingsJson.read(HoldingsJson.write(Examples.HELD))).isEqualTo(Examples.HELD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"freshseal-heartbeat/1\"|\"freshseal-heartbeat/2\"",
        "\"name\":\"web-01\"|\"name\":\"\"",
        "\"name\":\"web-01\"|\"name\":\"a/b\"",
        "\"platform\":\"linux-amd64\"|\"platform\":\"../etc\"",
        "\"build\":\"20.0.0-1336\"|\"build\":\"new\"",
        "https://web-01.example|https://user:secret@web-01.example",
        "https://web-01.example|file://web-01.example",
        "\"agent\"|\"manager\"",
        "[\"agent\",\"relay\"]|[]",
        "\"freeDisk\":7000000000|\"freeDisk\":-2",
        "\"epoch\":1|\"epoch\":0",
        "\"first\":\"SIGNER\"|\"first\":\"NOBODY\"",
        "\"state\":\"REFUSED\"|\"state\":\"PERHAPS\"",
        "\"origin\":\"RELAY\"|\"origin\":\"NOBODY\"",
        "\"number\":9102|\"number\":1",
      })
  void heartbeatWithOneMemberOfAnotherForm_isRefused(String good, String bad) {
    String json = new String(HeartbeatJson.write(HEARTBEAT), UTF_8);
    assertThat(json).contains(good);

    assertThatThrownBy(() -> HeartbeatJson.read(json.replace(good, bad).getBytes(UTF_8)))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void moreEventsThanAHeartbeatHolds_areRefused() {
    String json = new String(HeartbeatJson.write(HEARTBEAT), UTF_8);
    int start = json.indexOf("\"events\":[") + "\"events\":[".length();
    String event = json.substring(start, json.lastIndexOf("]}"));
    String many =
        IntStream.rangeClosed(0, Heartbeat.MAX_EVENTS)
            .mapToObj(i -> event)
            .collect(Collectors.joining(","));

    assertThatThrownBy(
            () -> HeartbeatJson.read((json.substring(0, start) + many + "]}").getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            MalformedJsonException.class,
            refusal ->
                assertThat(refusal.sentence().english())
                    .isEqualTo("An array has more than 200 elements."));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT0.05S", "P2D", "PT-5S", "soon", "PT999999999999999999999S"})
  void timeOfTheNextHeartbeat_isWithinBounds(String next) {
    String json = new String(HeartbeatAnswerJson.write(Examples.ANSWER), UTF_8);
    String given = "\"next\":\"" + Duration.ofMillis(612_345) + "\"";
    assertThat(json).contains(given);

    assertThatThrownBy(
            () ->
                HeartbeatAnswerJson.read(
                    json.replace(given, "\"next\":\"" + next + "\"").getBytes(UTF_8)))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void changedHeartbeats_areReadOrRefused() {
    byte[] bytes = HeartbeatJson.write(HEARTBEAT);

    FuzzRun.Figures figures =
        FuzzRun.of("heartbeat-json", 3_000, 100_000)
            .run(random -> JsonMutations.of(bytes, random), MemberJsonTest::acceptsHeartbeat);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  @Test
  void changedAnswers_areReadOrRefused() {
    byte[] bytes = HeartbeatAnswerJson.write(Examples.ANSWER);

    FuzzRun.Figures figures =
        FuzzRun.of("heartbeat-answer-json", 3_000, 100_000)
            .run(random -> JsonMutations.of(bytes, random), MemberJsonTest::acceptsAnswer);

    assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
  }

  private static boolean acceptsHeartbeat(byte[] json) {
    try {
      Heartbeat read = HeartbeatJson.read(json);
      assertThat(HeartbeatJson.read(HeartbeatJson.write(read))).isEqualTo(read);
      return true;
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  private static boolean acceptsAnswer(byte[] json) {
    try {
      HeartbeatAnswer read = HeartbeatAnswerJson.read(json);
      assertThat(HeartbeatAnswerJson.read(HeartbeatAnswerJson.write(read))).isEqualTo(read);
      return true;
    } catch (MalformedJsonException e) {
      return false;
    }
  }
}
