package io.freshseal.computers.entity;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.ProcessId;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A computer of the fleet. Its life: enrolled with a token, heard at each heartbeat, offline when
 * two are missed, gone when an operator removes it.
 */
@Entity
@Table(name = "computer")
public class Computer {

  @Id
  @Column(name = "computer_id")
  private String id;

  @Column(name = "computer_name", nullable = false)
  private String name;

  @Column(name = "key_digest")
  private String keyDigest;

  @Column(name = "join_digest")
  private String joinDigest;

  @Column(name = "group_id", nullable = false)
  private String group;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Assignment assignment;

  @Column(nullable = false)
  private String roles;

  @Column(name = "may_relay", nullable = false)
  private boolean mayRelay;

  @Column(nullable = false)
  private boolean serving;

  @Column(nullable = false)
  private String platform;

  @Column(nullable = false)
  private String build;

  private String url;

  @Column(nullable = false)
  private String address;

  @Column(name = "enrolled_at", nullable = false)
  private Instant enrolledAt;

  @Column(name = "enrolled_with", nullable = false)
  private String enrolledWith;

  @Column(name = "last_seen")
  private Instant lastSeen;

  @Column(name = "offline_at")
  private Instant offlineAt;

  @Column(nullable = false)
  private boolean offline;

  @Column(name = "clock_offset")
  private Long clockOffset;

  @Column(name = "free_disk")
  private Long freeDisk;

  @Embedded private FollowedColumns followed;

  @Column(name = "holding_digest")
  private String holding;

  @Embedded private RunColumns run;

  @Column(name = "run_ended_at")
  private Instant runEndedAt;

  @Embedded private ProcessColumns processes;

  /** For the persistence provider. */
  protected Computer() {}

  /** Makes the row of a computer that just joined. */
  public Computer(UUID id, MemberFacts facts, Joining joining) {
    this.id = id.toString();
    this.keyDigest = joining.key().map(Sha256::hex).orElse(null);
    this.joinDigest = joining.request().map(Sha256::hex).orElse(null);
    this.group = joining.group();
    this.assignment = joining.assignment();
    this.address = joining.address();
    this.enrolledAt = joining.at();
    this.enrolledWith = joining.token();
    this.mayRelay = joining.mayRelay();
    this.serving = joining.mayRelay();
    take(facts);
  }

  /**
   * Joins again before it was heard, since it never got the key: that one opens nothing any more.
   */
  public void rejoined(MemberFacts facts, Sha256 newKey, String from) {
    keyDigest = newKey.hex();
    address = from;
    take(facts);
  }

  /** Takes over what it reports. */
  public void heard(Heartbeat heartbeat, Contact contact) {
    take(heartbeat.facts());
    heartbeat.process().ifPresent(process -> spokenFor(process, heartbeat.time(), contact.at()));
    joinDigest = null;
    address = contact.address();
    lastSeen = contact.at();
    offlineAt = contact.offlineAt();
    offline = false;
    clockOffset = contact.clock().toMillis();
    freeDisk = heartbeat.freeDisk() < 0 ? null : Long.valueOf(heartbeat.freeDisk());
    followed = heartbeat.followed().map(FollowedColumns::new).orElse(null);
    heartbeat
        .lastRun()
        .filter(told -> run == null || !run.tells(told))
        .ifPresent(told -> runEndedAt = RunColumns.ended(told, contact));
    run = heartbeat.lastRun().map(RunColumns::new).orElse(null);
  }

  private void spokenFor(ProcessId process, Instant sent, Instant now) {
    boolean isLate = lastSeen != null && sent.isBefore(lastSeen.plusMillis(clockOffset));
    processes = processes().heard(process, isLate, now);
  }

  private ProcessColumns processes() {
    return processes == null ? ProcessColumns.none() : processes;
  }

  private void take(MemberFacts said) {
    MemberFacts facts = mayRelay ? said : said.asAgent();
    name = facts.name().text();
    platform = facts.platform().text();
    build = facts.build().text();
    url = facts.url().filter(told -> serving).map(URI::toString).orElse(null);
    roles = RoleText.of(facts.roles());
  }

  /** Says what it holds, by a list that is stored. */
  public void holds(Sha256 digest) {
    holding = digest.hex();
  }

  /** Notes that two heartbeats are missed. */
  public void missed() {
    offline = true;
  }

  /** Puts it into a relay group. */
  public void assign(String newGroup, Assignment by) {
    group = Objects.requireNonNull(newGroup);
    assignment = by;
  }

  /** Names it in URLs and orders; never reused. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** What people call it; not unique. */
  public ComputerName name() {
    return new ComputerName(name);
  }

  /** Whether it may serve others as a relay: said by an operator, never by the computer itself. */
  public boolean mayRelay() {
    return mayRelay;
  }

  /** Notes that an order was done to serve others as a relay; it does once it says where. */
  public void servesByOrder() {
    mayRelay = true;
    serving = true;
  }

  /** Notes that an order was done to serve nobody; nobody is sent to it, whatever it says. */
  public void servesNobodyByOrder() {
    serving = false;
    url = null;
  }

  /** The id of its relay group. */
  public String group() {
    return group;
  }

  /** Who put it there. */
  public Assignment assignment() {
    return assignment;
  }

  /** What it says of itself. */
  public MemberFacts facts() {
    return new MemberFacts(name(), new Platform(platform), build(), RoleText.parse(roles), url());
  }

  private RelayBuild build() {
    return RelayBuild.parse(build).orElseThrow();
  }

  private Optional<URI> url() {
    return Optional.ofNullable(url).map(URI::create);
  }

  /** Where its last request came from. */
  public String address() {
    return address;
  }

  /** When it joined. */
  public Instant enrolledAt() {
    return enrolledAt;
  }

  /** The name of the token that it joined with. */
  public String enrolledWith() {
    return enrolledWith;
  }

  /** When it was last heard; empty before its first heartbeat. */
  public Optional<Instant> lastSeen() {
    return Optional.ofNullable(lastSeen);
  }

  /** Whether two heartbeats are missed at this time. */
  public boolean isOffline(Instant now) {
    return offlineAt != null && !offlineAt.isAfter(now);
  }

  /** Whether it was reported as offline. */
  public boolean reportedOffline() {
    return offline;
  }

  /** By how much its clock was ahead of the manager's. */
  public Optional<Duration> clock() {
    return Optional.ofNullable(clockOffset).map(Duration::ofMillis);
  }

  /** Since when several machines report as this computer; empty if there is but one. */
  public Optional<Instant> copiedSince(Instant now) {
    return processes().copiedSince(now);
  }

  /** Bytes free on its disk. */
  public OptionalLong freeDisk() {
    return freeDisk == null ? OptionalLong.empty() : OptionalLong.of(freeDisk);
  }

  /** The catalog that it follows. */
  public Optional<Followed> followed() {
    return Optional.ofNullable(followed).map(FollowedColumns::value);
  }

  /** Names the list of what it holds, if the manager knows it. */
  public Optional<Sha256> holding() {
    return Optional.ofNullable(holding).map(Sha256::new);
  }

  /** How its last update ended. */
  public Optional<LastRun> lastRun() {
    return Optional.ofNullable(run).map(RunColumns::value);
  }

  /** When its last update ended, by the manager's clock; empty if that was not found out. */
  public Optional<Instant> lastRunEnded() {
    return Optional.ofNullable(runEndedAt);
  }
}
