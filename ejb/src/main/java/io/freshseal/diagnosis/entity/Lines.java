package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored form of what a diagnosis consists of: a line for each, its parts divided. */
final class Lines {

  // Characters that neither names nor sentences hold.
  private static final String DIVIDER = "\u001f";
  private static final String END = "\n";
  private static final int LONGEST = 2048;

  private Lines() {}

  static String ids(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(END));
  }

  static List<UUID> ids(String text) {
    return lines(text).map(UUID::fromString).toList();
  }

  static String path(List<Hop> path) {
    return path.stream()
        .map(
            hop ->
                line(
                    hop.place().name(),
                    hop.id(),
                    hop.name(),
                    hop.condition().name(),
                    Boolean.toString(hop.culprit())))
        .collect(Collectors.joining(END));
  }

  static List<Hop> path(String text) {
    return lines(text).map(line -> line.split(DIVIDER, -1)).map(Lines::hop).toList();
  }

  private static Hop hop(String[] part) {
    return new Hop(
        Place.valueOf(part[0]),
        part[1],
        part[2],
        Condition.valueOf(part[3]),
        Boolean.parseBoolean(part[4]));
  }

  static String facts(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                fact.witness().name()
                    + DIVIDER
                    + Sentence.cleaned(fact.reference(), LONGEST)
                    + DIVIDER
                    + fact.sentence().encoded())
        .collect(Collectors.joining(END));
  }

  static List<Fact> facts(String text) {
    List<Fact> facts = new ArrayList<>();
    lines(text)
        .map(line -> line.split(DIVIDER, -1))
        .forEach(
            part ->
                Sentence.decode(part[2])
                    .ifPresent(
                        s -> facts.add(new Fact(s, Fact.Witness.valueOf(part[0]), part[1]))));
    return List.copyOf(facts);
  }

  static String steps(List<RepairStep> steps) {
    return steps.stream()
        .map(step -> line(step.kind().name(), step.whom().name(), step.most().toString()))
        .collect(Collectors.joining(END));
  }

  static List<RepairStep> steps(String text, Diagnosis of) {
    return lines(text).map(line -> line.split(DIVIDER, -1)).map(part -> step(part, of)).toList();
  }

  private static RepairStep step(String[] part, Diagnosis of) {
    Whom whom = Whom.valueOf(part[1]);
    return new RepairStep(RepairKind.valueOf(part[0]), whom, whom.of(of), Duration.parse(part[2]));
  }

  private static Stream<String> lines(String text) {
    return text.isEmpty() ? Stream.empty() : Stream.of(text.split(END));
  }

  private static String line(String... parts) {
    return Stream.of(parts)
        .map(part -> Sentence.cleaned(part, LONGEST))
        .collect(Collectors.joining(DIVIDER));
  }
}
