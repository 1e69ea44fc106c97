package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestRelay;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Standing;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a heartbeat says of what is held. */
class HoldingsReadingTest {

  private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  @TempDir private Path temporary;
  private final SettableClock clock = new SettableClock(START);
  private final HoldingsReading reading = new HoldingsReading();
  private TestRelay relay;
  private TestAgent agent;
  private TrustBasis trust;

  @BeforeEach
  void hold() throws IOException {
    relay = new TestRelay(temporary.resolve("keys"), clock);
    Path anchors = relay.writeAnchors(temporary.resolve("anchors.pem"));
    trust =
        TrustBasis.of(TrustAnchors.parse(Files.readAllBytes(anchors)).toOptional().orElseThrow());
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
    relay.certificatesValid(Duration.ofDays(20)).catalogValid(Duration.ofDays(300));
    relay.put("pattern.a", "1.0", "one".getBytes()).put("engine", "2", "two".getBytes()).publish();
    assertThat(agent.update(relay).exit()).isZero();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private Standing read() throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(agent.directory()), clock)) {
      return reading.read(vault, trust, clock);
    }
  }

  @Test
  void everyComponent_isThereWithTheFirstCertificateToRunOut() throws IOException {
    Standing standing = read();

    assertThat(standing.holdings().files())
        .extracting(file -> file.id().text())
        .containsExactly("engine", "pattern.a");
    assertThat(standing.holdings().files())
        .allSatisfy(
            file -> {
              assertThat(file.code()).isEqualTo(StatusCode.OK);
              assertThat(file.first()).isEqualTo(ChainPlace.SIGNER);
              assertThat(Duration.between(START, file.expires()).toDays()).isBetween(19L, 20L);
              assertThat(file.serial()).isEqualTo(1);
            });
    assertThat(standing.followed().orElseThrow().sequence()).isEqualTo(1);
    assertThat(standing.digest()).isEqualTo(HoldingsJson.digest(standing.holdings()));
  }

  @Test
  void unchangedStore_isNotJudgedAnew() throws IOException {
    Standing first = read();
    clock.advance(Duration.ofHours(23));

    assertThat(read()).isSameAs(first);
  }

  @Test
  void readingThatTakesItsTime_saysTheSame() throws IOException {
    Standing atOnce = read();
    Standing slowly;
    try (Vault vault = Vault.open(StorePlaces.in(agent.directory()), clock)) {
      slowly =
          new HoldingsReading(1)
              .read(
                  vault,
                  trust,
                  () -> {
                    clock.advance(Duration.ofMinutes(3));
                    return clock.instant();
                  });
    }

    assertThat(slowly).isEqualTo(atOnce);
    assertThat(clock.instant()).isAfter(START.plus(Duration.ofMinutes(6)));
  }

  @Test
  void clockThatStoodAheadAndWasSetRight_isNotBelievedAnyLonger() throws IOException {
    clock.advance(Duration.ofDays(200));
    assertThat(read().holdings().files()).noneMatch(file -> file.code() == StatusCode.OK);
    clock.advance(Duration.ofDays(-200));

    assertThat(read().holdings().files()).allMatch(file -> file.code() == StatusCode.OK);
  }

  @Test
  void renewedSignature_isAnotherDigest() throws IOException {
    Standing first = read();
    relay.renew("engine").publish();
    agent.update(relay);

    Standing second = read();

    assertThat(second.digest()).isNotEqualTo(first.digest());
    assertThat(second.holdings().files().get(0).serial()).isEqualTo(2);
    assertThat(second.holdings().files().get(1)).isEqualTo(first.holdings().files().get(1));
  }

  @Test
  void expiry_isSeenAtOnceThoughTheStoreIsUnchanged() throws IOException {
    Instant expires = read().holdings().files().get(0).expires();
    clock.set(expires.minusSeconds(1));
    assertThat(read().holdings().files()).extracting(HeldFile::code).containsOnly(StatusCode.OK);

    clock.set(expires.plusMillis(1));

    assertThat(read().holdings().files())
        .allSatisfy(
            file -> {
              assertThat(file.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
              assertThat(file.first()).isEqualTo(ChainPlace.SIGNER);
              assertThat(file.expires()).isEqualTo(expires);
            });
  }

  @Test
  void damagedSignatureFile_isAFaultOfTheStorage() throws IOException {
    read();
    try (Vault vault = Vault.open(StorePlaces.in(agent.directory()), clock)) {
      Path file =
          vault.objects().find(vault.state().held().get(0).signature().sha256()).orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[20] ^= 1;
      file.toFile().setWritable(true);
      Files.write(file, bytes);

      HeldFile damaged =
          new HoldingsReading().read(vault, trust, () -> START).holdings().files().get(0);

      assertThat(damaged.code()).isEqualTo(StatusCode.STORAGE_FAULT);
    }
  }

  @Test
  void emptyStore_holdsNothing() throws IOException {
    try (Vault vault = Vault.open(StorePlaces.in(temporary.resolve("other")), clock)) {
      Standing standing = new HoldingsReading().read(vault, trust, () -> START);

      assertThat(standing.holdings().files()).isEmpty();
      assertThat(standing.followed()).isEmpty();
    }
  }
}
