package io.freshseal.member.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.ProcessId;
import io.freshseal.member.entity.RelayList;
import io.freshseal.member.entity.WayOut;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustSentence;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is said in a heartbeat that leaves nothing out, and the answer to it. */
final class Examples {

  static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  static final MemberFacts FACTS =
      new MemberFacts(
          new ComputerName("web-01"),
          new Platform("linux-amd64"),
          new RelayBuild(20, 0, 0, 1336),
          Set.of(MemberRole.AGENT, MemberRole.RELAY),
          Optional.of(URI.create("https://web-01.example:8443/api/v1")));
  static final Holdings HELD =
      new Holdings(
          List.of(
              file("smart-scan", "19.421.00", ChainPlace.SIGNER),
              file("engine", "12", ChainPlace.ANCHOR)));
  static final HeartbeatAnswer ANSWER =
      new HeartbeatAnswer(
          NOW,
          Duration.ofMillis(612_345),
          true,
          List.of(
              new Order(UUID.randomUUID(), OrderKind.UPDATE, Optional.empty(), NOW),
              new Order(
                  UUID.randomUUID(),
                  OrderKind.UPGRADE,
                  Optional.of(new RelayBuild(20, 0, 0, 1337)),
                  NOW)),
          new RelayList(
              "Tokyo",
              List.of(
                  URI.create("http://10.0.0.7:8080/api/v1"),
                  URI.create("http://10.0.0.6:8080/api/v1")),
              Optional.of(URI.create("https://primary.example/source/v1")),
              Optional.of(
                  new WayOut(
                      new HttpProxy(
                          "proxy.example",
                          3128,
                          Optional.of(new HttpProxy.Login("branch", "s3cret: 東京"))),
                      false))),
          Duration.ofHours(1),
          Set.of(UUID.randomUUID(), UUID.randomUUID()),
          Set.of(UUID.randomUUID()),
          Set.of(digest("certificate")));

  private static final ProcessId PROCESS = new ProcessId("AbCdEfGhIjKlMnOpQrStUv");

  private Examples() {}

  static Heartbeat heartbeat(Optional<Holdings> held) {
    return new Heartbeat(
        NOW,
        FACTS,
        Optional.of(PROCESS),
        7_000_000_000L,
        Optional.of(new Followed("primary", 1, 42, NOW.plusSeconds(60), 2)),
        HoldingsJson.digest(HELD),
        held,
        Optional.of(
            new LastRun(
                NOW,
                new EventError(-24, "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE"),
                expired(),
                Optional.of("http://10.0.0.7:8080/api/v1"),
                Optional.of(new RelayBuild(20, 0, 0, 1336)))),
        List.of(
            new OrderReport(
                UUID.randomUUID(),
                OrderState.REFUSED,
                EventError.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE),
                expired(),
                NOW)),
        List.of(
            SystemEvent.of(EventType.UPDATE_FAILURE, NOW)
                .about("smart-scan")
                .with(EventError.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE))
                .figures("smart-scan", "19.421.00", expired())));
  }

  static Sha256 digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Sentence expired() {
    return Sentence.of(TrustSentence.CERTIFICATE_EXPIRED, "signer", "CN=x", NOW, NOW);
  }

  private static HeldFile file(String id, String version, ChainPlace first) {
    return new HeldFile(
        ComponentId.parse(id).orElseThrow(),
        ComponentVersion.parse(version).orElseThrow(),
        3,
        digest(id),
        NOW.plusSeconds(86_400),
        first,
        StatusCode.OK);
  }
}
