package io.freshseal.computers.entity;

import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.LastRun;
import io.freshseal.shared.entity.Sentence;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How a computer's last update ended, in its row. */
@Embeddable
class RunColumns {

  @Column(name = "run_at")
  private Instant at;

  @Column(name = "run_code")
  private int code;

  @Column(name = "run_text")
  private String text;

  @Column(name = "run_sentence")
  private String sentence;

  @Column(name = "run_from")
  private String from;

  @Column(name = "run_build")
  private String build;

  /** For the persistence provider. */
  protected RunColumns() {}

  RunColumns(LastRun run) {
    at = run.at();
    code = run.error().code();
    text = run.error().text();
    sentence = run.sentence().encoded();
    from = run.from().orElse(null);
    build = run.fromBuild().map(RelayBuild::text).orElse(null);
  }

  /** Whether this is the run that is told of. */
  boolean tells(LastRun told) {
    return at.truncatedTo(ChronoUnit.MILLIS).equals(told.at().truncatedTo(ChronoUnit.MILLIS))
        && new EventError(code, text).equals(told.error());
  }

  /** When a run ended by the manager's clock: nothing ends after it is told. */
  static Instant ended(LastRun told, Contact contact) {
    Instant right = told.at().minus(contact.clock());
    return right.isAfter(contact.at()) ? contact.at() : right;
  }

  LastRun value() {
    return new LastRun(
        at,
        new EventError(code, text),
        Sentence.decode(sentence).orElseGet(() -> Sentence.asIs(sentence)),
        Optional.ofNullable(from),
        Optional.ofNullable(build).flatMap(RelayBuild::parse));
  }
}
