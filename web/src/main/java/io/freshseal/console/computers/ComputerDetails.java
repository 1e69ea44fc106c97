package io.freshseal.console.computers;

import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.Texts;
import io.freshseal.console.frame.Times;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One computer: what it says of itself, what it holds, and what may be done with it. */
@Named("computerPage")
@RequestScoped
public class ComputerDetails {

  // A computer's clock that is off by more than this spoils the judging of certificates.
  private static final Duration CLOCK_BOUND = Duration.ofMinutes(1);
  private static final String PAGE = "/console/computer?faces-redirect=true&id=";
  private static final String LIST = "/console/computers?faces-redirect=true";

  private final Computers computers;
  private final ComputerChoice choice;
  private final Notices notices;
  private final Texts texts;
  private final Times times;
  private Optional<Computer> computer;
  private List<HeldFile> held;
  private String group;

  /** For the container's proxy. */
  protected ComputerDetails() {
    this(null, null, null, null, null);
  }

  @Inject
  public ComputerDetails(
      Computers computers, ComputerChoice choice, Notices notices, Texts texts, Times times) {
    this.computers = computers;
    this.choice = choice;
    this.notices = notices;
    this.texts = texts;
    this.times = times;
  }

  private Optional<Computer> computer() {
    if (computer == null) {
      computer = choice.chosen().flatMap(computers::find);
    }
    return computer;
  }

  /** The computer; null if there is none of this id. */
  public ComputerRow getRow() {
    return computer().map(c -> ComputerRow.of(c, Map.of(), times.getNow())).orElse(null);
  }

  /** What it holds, what runs out first at the top. A list of its own, to be sorted. */
  public List<HeldFile> getHeld() {
    if (held == null) {
      held =
          new ArrayList<>(
              computer().flatMap(computers::holding).map(this::files).orElse(List.of()));
      held.sort(Comparator.comparing(HeldFile::expires).thenComparing(HeldFile::id));
    }
    return held;
  }

  private List<HeldFile> files(HoldingRow row) {
    try {
      return HoldingsJson.read(row.json()).files();
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a stored list is not what was stored", e);
    }
  }

  /** That several machines are it, in words; null if there is but one. */
  public String getCopied() {
    return computer()
        .flatMap(c -> c.copiedSince(times.getNow()))
        .map(since -> texts.of("computer.copied.text", times.local(since)))
        .orElse(null);
  }

  /** By how much its clock differs, in words; null before its first heartbeat. */
  public String getClock() {
    return computer().flatMap(Computer::clock).map(this::clock).orElse(null);
  }

  private String clock(Duration ahead) {
    if (ahead.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return texts.of("computer.clock.same");
    }
    String length = times.length(ahead.abs());
    return ahead.isNegative()
        ? texts.of("computer.clock.behind", length)
        : texts.of("computer.clock.ahead", length);
  }

  /** Whether its clock is to be corrected. */
  public boolean isClockWrong() {
    return computer()
        .flatMap(Computer::clock)
        .filter(ahead -> ahead.abs().compareTo(CLOCK_BOUND) > 0)
        .isPresent();
  }

  /** Puts the computer into the group of the form. */
  public String assign() {
    return choice.chosen().map(id -> assigned(computers.assign(id, group))).orElse(null);
  }

  private String assigned(Outcome<Computer> outcome) {
    computer = null;
    return outcome.fold(
        done -> {
          notices.done("computer.assigned", done.name().text());
          return PAGE + done.id();
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  /** Forgets the computer. */
  public String remove() {
    return choice.chosen().map(id -> removed(computers.remove(id))).orElse(null);
  }

  private String removed(Outcome<Computer> outcome) {
    computer = null;
    return outcome.fold(
        done -> {
          notices.done("computer.removed", done.name().text());
          return LIST;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  public String getGroup() {
    return computer().map(Computer::group).orElse(group);
  }

  public void setGroup(String group) {
    this.group = group;
  }
}
