package io.freshseal.computers.control;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.computers.entity.FirstExpiry;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.control.Csv;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Computers as lines of a table. */
public final class ComputerCsv {

  private static final List<String> NAMES =
      List.of(
          "id",
          "name",
          "state",
          "group",
          "assignment",
          "roles",
          "platform",
          "build",
          "address",
          "url",
          "enrolledAt",
          "lastSeen",
          "sequence",
          "firstExpiry",
          "firstComponent",
          "lastRun",
          "code",
          "text",
          "detail",
          "from");

  private ComputerCsv() {}

  /** The first line. */
  public static String head() {
    return Csv.line(NAMES);
  }

  /**
   * The line of a computer.
   *
   * @param group name of its relay group
   * @param first what it holds runs out then, if that is known
   * @param locale language of the detail
   */
  public static String line(
      Computer computer, String group, Optional<FirstExpiry> first, Instant now, Locale locale) {
    Optional<LastRun> run = computer.lastRun();
    return Csv.line(
        List.of(
            computer.id().toString(),
            Csv.safe(computer.name().text()),
            ComputerState.of(computer, now).name(),
            Csv.safe(group),
            computer.assignment().name(),
            roles(computer),
            Csv.safe(computer.facts().platform().text()),
            computer.facts().build().text(),
            Csv.safe(computer.address()),
            text(computer.facts().url().map(URI::toString)),
            computer.enrolledAt().toString(),
            text(computer.lastSeen().map(Instant::toString)),
            text(computer.followed().map(Followed::sequence).map(String::valueOf)),
            text(first.map(FirstExpiry::at).map(Instant::toString)),
            text(first.map(FirstExpiry::component)),
            text(run.map(LastRun::at).map(Instant::toString)),
            run.map(last -> Integer.toString(last.error().code())).orElse(""),
            text(run.map(last -> last.error().text())),
            text(run.map(last -> last.sentence().in(locale))),
            text(run.flatMap(LastRun::from))));
  }

  private static String roles(Computer computer) {
    return computer.facts().roles().stream()
        .sorted()
        .map(MemberRole::text)
        .collect(Collectors.joining(" "));
  }

  private static String text(Optional<String> text) {
    return text.map(Csv::safe).orElse("");
  }
}
