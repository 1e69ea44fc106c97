package io.freshseal.member.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is read as it was written, in one spelling, and never shows its secret. */
class EnrolmentTokenTest {

  private static final String SECRET = "fse_" + "Ab1-_".repeat(8) + "xyz";
  private static final Sha256 ANCHORS = Sha256.of("anchors".getBytes(UTF_8));
  private static final Sha256 CERTIFICATE = Sha256.of("certificate".getBytes(UTF_8));

  @Test
  void token_isReadAsItWasWritten() {
    EnrolmentToken full = new EnrolmentToken(SECRET, ANCHORS, Optional.of(CERTIFICATE));
    EnrolmentToken local = new EnrolmentToken(SECRET, ANCHORS, Optional.empty());

    assertThat(EnrolmentToken.parse(full.text())).contains(full);
    assertThat(EnrolmentToken.parse("  " + local.text() + "\n")).contains(local);
    assertThat(full.text()).matches("[A-Za-z0-9._-]+").startsWith("fse1.");
  }

  @Test
  void shownToken_hidesItsSecret() {
    assertThat(new EnrolmentToken(SECRET, ANCHORS, Optional.empty()).toString())
        .doesNotContain(SECRET.substring(4));
  }

  @Test
  void digestInASecondSpelling_isNoToken() {
    String text = new EnrolmentToken(SECRET, ANCHORS, Optional.empty()).text();
    char last = text.charAt(text.length() - 1);

    // The last of 43 characters holds four bits; the next letter differs in the two that nobody
    // reads.
    String other = text.substring(0, text.length() - 1) + (char) (last + 1);

    assertThat(EnrolmentToken.parse(other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fse1", "fse1..", "fse2.a.b", "fse1.short.short", "fs_secret", "fse1.a.b.c.d"})
  void whatIsNoToken_isNotRead(String text) {
    assertThat(EnrolmentToken.parse(text)).isEmpty();
  }

  @Test
  void truncatedToken_isNotRead() {
    String text = new EnrolmentToken(SECRET, ANCHORS, Optional.of(CERTIFICATE)).text();

    for (int length = 0; length < text.length(); length++) {
      Optional<EnrolmentToken> read = EnrolmentToken.parse(text.substring(0, length));
      assertThat(read.filter(token -> token.certificate().isPresent())).isEmpty();
    }
  }
}
