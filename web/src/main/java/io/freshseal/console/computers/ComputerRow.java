package io.freshseal.console.computers;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.computers.entity.FirstExpiry;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One computer as the list shows it.
 *
 * @param first what it holds runs out then; null if nothing is held or known
 */
public record ComputerRow(Computer computer, ComputerState state, FirstExpiry first) {

  static ComputerRow of(Computer computer, Map<Sha256, FirstExpiry> firsts, Instant now) {
    return new ComputerRow(
        computer,
        ComputerState.of(computer, now),
        computer.holding().map(firsts::get).orElse(null));
  }

  /** Names it in the address of its page. */
  public String id() {
    return computer.id().toString();
  }

  /** What people call it. */
  public String name() {
    return computer.name().text();
  }

  /** When it was last heard; null before its first heartbeat. */
  public Instant lastSeen() {
    return computer.lastSeen().orElse(null);
  }

  /** What it does, beside taking components for itself. */
  public List<MemberRole> roles() {
    return computer.facts().roles().stream()
        .filter(role -> role != MemberRole.AGENT)
        .sorted()
        .toList();
  }

  /** Whether it is a relay, switched off or not. */
  public boolean relay() {
    return computer.facts().is(MemberRole.RELAY);
  }

  /** Whether others take components from it. */
  public boolean serving() {
    return relay() && computer.facts().url().isPresent();
  }

  /** The code of its last update, if that was refused or failed. */
  public Optional<String> failure() {
    return computer
        .lastRun()
        .map(run -> run.error())
        .filter(error -> error.code() != 0)
        .map(error -> error.text() + " (" + error.code() + ")");
  }
}
