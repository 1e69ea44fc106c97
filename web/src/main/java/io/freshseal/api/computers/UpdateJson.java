package io.freshseal.api.computers;

import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.JsonSentence;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.boundary.UpdateViews;
import io.freshseal.updates.entity.RunPlace;
import io.freshseal.updates.entity.RunQuery;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepStanding;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.StepView;
import io.freshseal.updates.entity.UpdateOrder;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Security updates as the API reads and shows them. */
final class UpdateJson {

  static final int MAX_BYTES = 64 * 1024;

  private static final int FIRST_PAGE = 50;
  private static final Map<String, Boolean> BELOW = Map.of("included", true, "excluded", false);

  private final SecurityUpdates updates;

  UpdateJson(SecurityUpdates updates) {
    this.updates = updates;
  }

  /** Reads what somebody wants; everything has a default. */
  static UpdateOrder order(byte[] body) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(body)) {
      JsonList<UUID> computers =
          new JsonList<>(
              UpdateOrder.MOST_NAMED,
              c ->
                  JsonFields.parseUuid(c.text())
                      .orElseThrow(
                          () ->
                              new MalformedJsonException(JsonSentence.MEMBER_WRONG, "computers")));
      JsonFields fields = cursor.fields(Map.of("computers", computers));
      cursor.end();
      ComputerSelection meant = selection(computers.items(), fields);
      // Whose search found nobody does not mean everybody.
      if (fields.has("computers") && meant.equals(ComputerSelection.ALL)) {
        throw new MalformedJsonException(JsonSentence.MEMBER_WRONG, "computers");
      }
      return new UpdateOrder(
          fields.optionalValue("kind", OrderKind::parse).orElse(OrderKind.UPDATE),
          meant,
          fields.optionalValue("timeout", UpdateJson::duration).orElse(UpdateOrder.USUAL),
          fields.optionalValue("spread", UpdateJson::duration).orElse(Duration.ZERO),
          fields.optionalValue("build", RelayBuild::parse));
    }
  }

  private static ComputerSelection selection(List<UUID> computers, JsonFields fields)
      throws MalformedJsonException {
    return new ComputerSelection(
        computers,
        fields.optionalValue("group", Optional::of),
        fields.optionalValue("below", text -> Optional.ofNullable(BELOW.get(text))).orElse(false),
        fields.optionalValue("role", UpdateJson::role),
        fields.optionalValue("computerState", ComputerState::parse),
        fields.optionalValue("name", NamePattern::parse));
  }

  private static Optional<MemberRole> role(String text) {
    return MemberRole.parse(text).filter(role -> role != MemberRole.SOURCE);
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** A page of runs, with the cursor of the next one if there is one. */
  byte[] page(RunQuery query, Optional<RunPlace> after) {
    List<SecurityUpdate> found = updates.following(query, after);
    List<SecurityUpdate> page = found.subList(0, Math.min(found.size(), query.limit()));
    Map<UUID, Map<StepState, Long>> counts =
        updates.countsOf(page.stream().map(SecurityUpdate::id).toList());
    return JsonAnswers.object(
        json -> {
          JsonAnswers.array(
              json,
              "securityUpdates",
              page,
              (run, each) -> write(run, counts.getOrDefault(run.id(), Map.of()), each));
          if (found.size() > page.size()) {
            RunPlace last = RunPlace.of(page.get(page.size() - 1));
            json.write("next", RunParameters.cursor(last));
          }
        });
  }

  void write(SecurityUpdate update, JsonGenerator json) {
    write(update, updates.counts(update.id()), json);
  }

  private static void write(
      SecurityUpdate update, Map<StepState, Long> counts, JsonGenerator json) {
    json.write("id", update.id().toString())
        .write("kind", update.kind().name())
        .write("state", update.endedAt().isPresent() ? "ENDED" : "RUNNING")
        .write("createdBy", update.createdBy())
        .write("createdAt", update.createdAt().toString())
        .write("until", update.until().toString());
    update.build().ifPresent(build -> json.write("build", build.text()));
    update.cancelledAt().ifPresent(at -> json.write("cancelledAt", at.toString()));
    update.endedAt().ifPresent(at -> json.write("endedAt", at.toString()));
    json.writeStartObject("computers");
    for (StepState state : StepState.values()) {
      json.write(state.name(), counts.getOrDefault(state, 0L));
    }
    json.writeEnd();
  }

  /** The same with what ordered computers wait for. */
  void write(SecurityUpdate update, UpdateViews views, JsonGenerator json) {
    write(update, json);
    json.writeStartObject("standings");
    views.standings(update.id()).forEach((standing, count) -> json.write(standing.name(), count));
    json.writeEnd();
  }

  static byte[] steps(
      UpdateViews views, UUID id, MultivaluedMap<String, String> values, Locale locale) {
    int offset = number(values.getFirst("cursor"), 0);
    int limit = Math.min(number(values.getFirst("limit"), FIRST_PAGE), UpdateViews.MOST_STEPS);
    List<StepView> steps = page(views, id, values, offset, limit);
    return JsonAnswers.object(
        json -> {
          JsonAnswers.array(json, "computers", steps, (step, each) -> write(step, locale, each));
          if (steps.size() == limit) {
            json.write("next", Integer.toString(offset + limit));
          }
        });
  }

  private static List<StepView> page(
      UpdateViews views, UUID id, MultivaluedMap<String, String> values, int offset, int limit) {
    String standing = values.getFirst("standing");
    return standing == null
        ? views.steps(
            id, Optional.ofNullable(values.getFirst("state")).map(UpdateJson::state), offset, limit)
        : views.standing(id, standing(standing), offset, limit);
  }

  private static int number(String text, int absent) {
    return text == null ? absent : Parameters.read(Integer.class, text);
  }

  private static StepState state(String text) {
    return StepState.parse(text).orElseThrow(() -> oneOf((Object[]) StepState.values()));
  }

  private static StepStanding standing(String text) {
    return StepStanding.parse(text).orElseThrow(() -> oneOf((Object[]) StepStanding.values()));
  }

  private static ProblemException oneOf(Object... words) {
    return Problem.badRequest(
            WebSentence.ONE_OF,
            Arrays.stream(words).map(Object::toString).collect(Collectors.joining(", ")))
        .asException();
  }

  private static void write(StepView view, Locale locale, JsonGenerator json) {
    UpdateStep step = view.step();
    json.write("order", step.id().toString())
        .write("computer", step.computer().toString())
        .write("name", step.computerName())
        .write("group", step.group())
        .write("role", step.isRelay() ? "relay" : "agent")
        .write("state", step.state().name())
        .write("standing", view.standing().name())
        .write("code", step.error().code())
        .write("text", step.error().text())
        .write("changedAt", step.changedAt().toString());
    view.why().ifPresent(sentence -> json.write("detail", sentence.in(locale)));
  }
}
