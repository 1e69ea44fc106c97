package io.freshseal.events.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustSentence;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences in events wait for their reader's language, on disk and in the database. */
class EventSentencesTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  /** What the column of figures holds. */
  private static final int COLUMN = 5000;

  private static Sentence expired(String subject) {
    return Sentence.of(
        TrustSentence.CERTIFICATE_EXPIRED,
        Sentence.of(TrustSentence.ROLE_SIGNER),
        subject,
        "2030-05-31T00:00:00Z",
        NOW);
  }

  private static SystemEvent refused(Object why) {
    return SystemEvent.of(EventType.UPDATE_FAILURE, NOW)
        .with(EventError.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE))
        .figures("pattern", "1.0", why);
  }

  private static StoredEvent throughTheOutbox(SystemEvent event) {
    return new StoredEvent(EventJson.parse(EventJson.write(event)).orElseThrow());
  }

  @Test
  void refusedSignature_isTheWholeReasonInJapanese() {
    StoredEvent event = throughTheOutbox(refused(expired("CN=Signer")));

    assertThat(EventTexts.description(event, Locale.JAPANESE))
        .endsWith(
            "署名者の証明書 (CN=Signer) は 2030-05-31T00:00:00Z に有効期限が切れました。"
                + "現在時刻は 2030-06-01T12:00:00Z です。")
        .doesNotContain("expired");
    assertThat(EventTexts.description(event, Locale.ENGLISH))
        .endsWith(
            "The certificate of the signer (CN=Signer) expired at 2030-05-31T00:00:00Z;"
                + " now it is 2030-06-01T12:00:00Z.");
    assertThat(EventTexts.figures(event, Locale.JAPANESE).get(2)).startsWith("署名者の証明書");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=O'Brien {0} \"x\"",
        "'{1}', {broken",
        "\u0002trust.CHAIN_ABSENT\u0003",
        "a\u001fb\u001dc",
        "\\u0002 %s"
      })
  void hostileSubject_staysOneArgument(String subject) {
    StoredEvent event = throughTheOutbox(refused(expired(subject)));

    String harmless = subject.replaceAll("\\p{Cntrl}", "?");
    assertThat(event.figures()).hasSize(3);
    assertThat(EventTexts.description(event, Locale.JAPANESE))
        .contains("署名者の証明書 (" + harmless + ") は");
  }

  @Test
  void foreignFigureInTheStoredForm_isNotTakenForASentence() {
    StoredEvent event =
        throughTheOutbox(refused(Sentence.of(TrustSentence.CHAIN_ABSENT).encoded()));

    assertThat(EventTexts.description(event, Locale.JAPANESE))
        .contains("trust.CHAIN_ABSENT")
        .doesNotContain("トラストアンカー");
  }

  @Test
  void sentenceOfAnOlderRow_isShownAsItWasStored() {
    StoredEvent event = throughTheOutbox(refused("No chain leads to it's anchor."));

    assertThat(EventTexts.description(event, Locale.JAPANESE))
        .endsWith("No chain leads to it's anchor.");
  }

  @Test
  void longestSentences_fitTheColumnAndStayWhole() {
    Object[] longest = new Object[8];
    Arrays.fill(longest, expired("é'{0}".repeat(500)));

    StoredEvent event = throughTheOutbox(refused("").figures(longest));

    assertThat(String.join("\u001f", event.figures()).length()).isLessThan(COLUMN);
    List<String> texts = EventTexts.figures(event, Locale.JAPANESE);
    assertThat(texts).hasSize(8).allMatch(text -> text.endsWith("です。"));
  }
}
