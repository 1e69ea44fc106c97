package io.freshseal.agent.boundary;

import io.freshseal.events.entity.EventError;
import io.freshseal.member.control.LoopListener;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.Reply;
import io.freshseal.replication.entity.PushView;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Prints what a computer of the fleet goes through, one line for each outcome: text, or one JSON
 * object with the member {@code event}. Called by several threads.
 */
final class ServiceLog implements LoopListener {

  private final AgentSession session;
  private final AgentTexts texts;
  private final Runnable hurry;
  private boolean over;

  ServiceLog(AgentSession session, Runnable hurry) {
    this.session = session;
    this.texts = session.texts();
    this.hurry = hurry;
  }

  /** The service began. */
  void started(Membership membership) {
    line(
        "started",
        texts.of("agent.service.started", membership.id(), membership.manager()),
        json ->
            json.write("computer", membership.id().toString())
                .write("manager", membership.manager().toString()));
  }

  /** The service was told to end. What it still finishes is told; how it waits is not any more. */
  synchronized void stopped() {
    line("stopped", texts.of("agent.service.stopped"), json -> {});
    over = true;
  }

  @Override
  public void managerLost(Reply.Failed<?> why) {
    line(
        "manager-lost",
        texts.of("agent.service.lost", texts.of(why.sentence())),
        json -> reason(EventError.of(why.code()), why.sentence(), json));
  }

  @Override
  public void managerFound() {
    line("manager-found", texts.of("agent.service.found"), json -> {});
  }

  /** It hears of new catalogs at once, or does not. */
  synchronized void push(PushView how) {
    if (over) {
      return;
    }
    line(
        "push",
        texts.of("agent.service.push." + how.state(), how.at().orElse("")),
        json -> {
          json.write("state", how.state().name());
          how.at().ifPresent(at -> json.write("at", at));
        });
  }

  @Override
  public void ended(Order order, Done how) {
    line(
        "order",
        texts.of("agent.service.order", order.kind(), state(how), texts.of(how.sentence())),
        json -> {
          json.write("id", order.id().toString())
              .write("kind", order.kind().name())
              .write("state", how.state().name());
          reason(how.error(), how.sentence(), json);
        });
  }

  @Override
  public void updated(Done how) {
    line(
        "update",
        texts.of("agent.service.update", state(how), texts.of(how.sentence())),
        json -> {
          json.write("state", how.state().name());
          reason(how.error(), how.sentence(), json);
        });
  }

  @Override
  public void trouble(StorageException fault) {
    line(
        "trouble",
        texts.of("agent.service.trouble", texts.of(fault.sentence())),
        json -> reason(EventError.of(fault.code()), fault.sentence(), json));
  }

  @Override
  public void hurry() {
    hurry.run();
  }

  private String state(Done how) {
    String state = texts.of("agent.state." + how.state());
    return how.error().code() == StatusCode.OK.code()
        ? state
        : state + " (" + how.error().code() + " " + how.error().text() + ")";
  }

  private static void reason(EventError error, Sentence sentence, JsonGenerator json) {
    json.write("code", error.code())
        .write("text", error.text())
        .write("detail", sentence.english());
  }

  private synchronized void line(String event, String text, Consumer<JsonGenerator> members) {
    Instant now = session.console().clock().instant();
    PrintStream out = session.console().out();
    if (session.json()) {
      byte[] bytes =
          JsonBytes.write(
              json -> {
                json.writeStartObject().write("event", event).write("time", now.toString());
                members.accept(json);
                json.writeEnd();
              });
      out.write(bytes, 0, bytes.length);
      out.write('\n');
    } else {
      out.println(now.truncatedTo(ChronoUnit.SECONDS) + " " + text);
    }
    out.flush();
  }
}
