package io.freshseal.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestRelay;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.Standing;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent tells its manager of its work. */
class AgentDutiesTest {

  private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  @TempDir private Path temporary;
  private final SettableClock clock = new SettableClock(START);
  private final List<SystemEvent> told = new ArrayList<>();
  private Path folder;
  private TestRelay relay;
  private AgentDuties duties;

  @BeforeEach
  void enrolled() throws IOException {
    folder = Files.createDirectory(temporary.resolve("agent"));
    relay = new TestRelay(temporary.resolve("keys"), clock);
    relay.certificatesValid(Duration.ofDays(10)).catalogValid(Duration.ofDays(100));
    relay.put("pattern.a", "1.0", "one".getBytes()).publish();
    duties = duties(UUID.randomUUID());
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private AgentDuties duties(UUID computer) throws IOException {
    Path anchors = relay.writeAnchors(temporary.resolve("anchors.pem"));
    Membership membership =
        new Membership(
            URI.create("http://127.0.0.1:1/api/v1"),
            computer,
            TestManager.KEY,
            new ComputerName("web-01"),
            Optional.empty(),
            Set.of(),
            Optional.empty());
    TrustBasis trust =
        TrustBasis.of(TrustAnchors.parse(Files.readAllBytes(anchors)).toOptional().orElseThrow());
    return new AgentDuties(
        new AgentFolder(folder, clock, TestAgent.QUICK, Runnable::run),
        membership,
        () -> trust,
        told::add);
  }

  private List<Reach> relays() {
    return List.of(Reach.direct(URI.create(relay.address() + "/api/v1")));
  }

  private Done ordered(OrderKind kind) {
    return duties.carryOut(
        new Order(UUID.randomUUID(), kind, Optional.empty(), clock.instant()), relays());
  }

  private Vault otherProcess() throws IOException {
    return Vault.open(StorePlaces.in(folder), clock);
  }

  @Test
  void updateThatBroughtSomething_isToldAndOneThatDidNotIsNotUnlessOrdered() {
    assertThat(duties.update(relays()).events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.AGENT_UPDATED);
              assertThat(event.figures())
                  .startsWith("1")
                  .endsWith(relays().get(0).url().toString());
            });
    assertThat(duties.update(relays()).events()).isEmpty();
    assertThat(ordered(OrderKind.UPDATE).events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_UPDATED);
  }

  @Test
  void refusalOfAnUpdateByItself_isTheSameEventAllDay() throws IOException {
    clock.advance(Duration.ofDays(11));
    Done first = duties.update(relays());
    clock.advance(Duration.ofHours(2));

    Done second = duties.update(relays());
    Done ofAnother = duties(UUID.randomUUID()).update(relays());
    Done ordered = ordered(OrderKind.UPDATE);
    clock.advance(Duration.ofDays(1));
    Done tomorrow = duties.update(relays());

    assertThat(first.error().code()).isEqualTo(-24);
    assertThat(first.state()).isEqualTo(OrderState.REFUSED);
    UUID key = key(first);
    assertThat(key(second)).isEqualTo(key);
    assertThat(List.of(key(ofAnother), key(ordered), key(tomorrow)))
        .doesNotContain(key)
        .doesNotHaveDuplicates();
  }

  private static UUID key(Done done) {
    return done.events().stream()
        .filter(event -> event.type() == EventType.AGENT_SIGNATURE_REFUSED)
        .findFirst()
        .orElseThrow()
        .key();
  }

  @Test
  void relayThatIsDown_isNotReachedAndSaysFromWhereNothingCame() {
    List<Reach> gone = relays();
    relay.close();

    Done done = duties.update(gone);

    assertThat(done.reached()).isFalse();
    assertThat(done.state()).isEqualTo(OrderState.FAILED);
    assertThat(done.run().orElseThrow().error().code())
        .isEqualTo(StatusCode.SOURCE_UNREACHABLE.code());
    assertThat(done.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_SOURCE_UNREACHABLE);
  }

  @Test
  void folderThatAnotherCommandHas_leavesWhatWasReadLast() throws IOException {
    duties.update(relays());
    Standing before = duties.standing();

    try (Vault other = otherProcess()) {
      assertThat(duties.standing()).isSameAs(before);
      Done busy = ordered(OrderKind.UPDATE);
      assertThat(busy.state()).isEqualTo(OrderState.FAILED);
      assertThat(busy.error().code()).isEqualTo(StatusCode.BUSY.code());
      assertThat(busy.reached()).as("no fault of the relays").isTrue();
    }
    assertThat(ordered(OrderKind.UPDATE).state()).isEqualTo(OrderState.SUCCEEDED);
  }

  @Test
  void folderThatWasNeverRead_isAFaultAndNotAnEmptyOne() throws IOException {
    try (Vault other = otherProcess()) {
      assertThatThrownBy(() -> duties.standing())
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.code()).isEqualTo(StatusCode.BUSY));
    }
    assertThat(duties.standing().holdings().files()).isEmpty();
  }

  @Test
  void damagedStore_isToldOnceAndFetchedAgain() throws IOException {
    duties.update(relays());
    Path file;
    try (Vault vault = otherProcess()) {
      file = vault.objects().find(vault.state().held().get(0).sha256()).orElseThrow();
    }
    Files.delete(file);

    Done done = ordered(OrderKind.UPDATE);
    duties.standing();

    assertThat(done.state()).isEqualTo(OrderState.SUCCEEDED);
    assertThat(told).extracting(SystemEvent::type).containsExactly(EventType.AGENT_STORE_REPAIRED);
    assertThat(folder.resolve("current/pattern.a")).hasContent("one");
  }

  @Test
  void bytesThatTheDiskHasChanged_areFoundToldOnceAndFetchedAgain() throws IOException {
    duties.update(relays());
    Path file;
    try (Vault vault = otherProcess()) {
      file = vault.objects().find(vault.state().held().get(0).sha256()).orElseThrow();
    }
    Files.writeString(file, "0ne");
    assertThat(folder.resolve("current/pattern.a")).as("one file, two names").hasContent("0ne");

    Done done = duties.update(relays());
    duties.update(relays());

    assertThat(done.state()).isEqualTo(OrderState.SUCCEEDED);
    assertThat(told).extracting(SystemEvent::type).containsExactly(EventType.AGENT_STORE_REPAIRED);
    assertThat(folder.resolve("current/pattern.a")).hasContent("one");
  }

  @Test
  void clearedCache_isToldWithWhatStays() {
    duties.update(relays());

    Done done = ordered(OrderKind.CLEAR_CACHE);

    assertThat(done.state()).isEqualTo(OrderState.SUCCEEDED);
    assertThat(done.run()).as("it was no update").isEmpty();
    assertThat(done.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventType.AGENT_CACHE_CLEARED);
              assertThat(event.figures()).containsExactly("1");
            });
  }

  @Test
  void orderOfARelay_isNothingForAnAgent() {
    assertThat(OrderKind.values())
        .filteredOn(duties::does)
        .containsExactly(OrderKind.UPDATE, OrderKind.CLEAR_CACHE);
  }
}
