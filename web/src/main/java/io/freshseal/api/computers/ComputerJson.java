package io.freshseal.api.computers;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Followed;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.control.MalformedJsonException;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A computer as the API shows it. */
final class ComputerJson {

  private final Instant now;
  private final Locale locale;

  ComputerJson(Instant now, Locale locale) {
    this.now = now;
    this.locale = locale;
  }

  void write(Computer computer, JsonGenerator json) {
    json.write("id", computer.id().toString())
        .write("name", computer.name().text())
        .write("state", ComputerState.of(computer, now).name())
        .write("group", computer.group())
        .write("assignment", computer.assignment().name())
        .write("platform", computer.facts().platform().text())
        .write("build", computer.facts().build().text())
        .write("address", computer.address());
    computer.facts().url().ifPresent(url -> json.write("url", url.toString()));
    json.writeStartArray("roles");
    computer.facts().roles().stream().sorted().map(MemberRole::text).forEach(json::write);
    json.writeEnd();
    json.write("enrolledAt", computer.enrolledAt().toString())
        .write("enrolledWith", computer.enrolledWith());
    computer.lastSeen().ifPresent(seen -> json.write("lastSeen", seen.toString()));
    computer.clock().map(Duration::toString).ifPresent(ahead -> json.write("clockAhead", ahead));
    computer.copiedSince(now).ifPresent(since -> json.write("copiedSince", since.toString()));
    computer.freeDisk().ifPresent(bytes -> json.write("freeDisk", bytes));
    computer.followed().ifPresent(followed -> writeFollowed(followed, json));
    computer.lastRun().ifPresent(run -> writeRun(run, json));
  }

  private static void writeFollowed(Followed followed, JsonGenerator json) {
    json.writeStartObject("followed")
        .write("source", followed.source())
        .write("epoch", followed.epoch())
        .write("sequence", followed.sequence())
        .write("expires", followed.expires().toString())
        .write("anchors", followed.anchors())
        .writeEnd();
  }

  private void writeRun(LastRun run, JsonGenerator json) {
    json.writeStartObject("lastRun")
        .write("at", run.at().toString())
        .write("code", run.error().code())
        .write("text", run.error().text())
        .write("detail", run.sentence().in(locale));
    run.from().ifPresent(from -> json.write("from", from));
    run.fromBuild().map(RelayBuild::text).ifPresent(build -> json.write("fromBuild", build));
    json.writeEnd();
  }

  static void writeHeld(HoldingRow row, JsonGenerator json) {
    json.writeStartArray("held");
    for (HeldFile file : files(row)) {
      json.writeStartObject()
          .write("id", file.id().text())
          .write("version", file.version().text())
          .write("serial", file.serial())
          .write("signature", file.signature().hex())
          .write("expires", file.expires().toString())
          .write("first", file.first().name())
          .write("code", file.code().code())
          .write("text", file.code().text())
          .writeEnd();
    }
    json.writeEnd();
  }

  private static Iterable<HeldFile> files(HoldingRow row) {
    try {
      return HoldingsJson.read(row.json()).files();
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a stored list is not what was stored", e);
    }
  }
}
