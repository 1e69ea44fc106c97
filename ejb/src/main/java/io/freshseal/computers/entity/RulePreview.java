package io.freshseal.computers.entity;

import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.NetworkRange;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What applying the rules would do.
 *
 * @param moves whose group changes, by name
 * @param mark another one for other rules or other moves; names what somebody has looked at
 */
public record RulePreview(List<Move> moves, String mark) {

  public RulePreview {
    moves = List.copyOf(moves);
  }

  /** What these rules would do; of the changes, the moves count. */
  public static RulePreview of(List<RuleValues> rules, List<Move> changes) {
    List<Move> moves = changes.stream().filter(Move::changesGroup).toList();
    String all =
        Stream.concat(
                rules.stream().map(RulePreview::line),
                Stream.concat(Stream.of(""), moves.stream().map(RulePreview::line)))
            .collect(Collectors.joining("\n"));
    return new RulePreview(moves, Sha256.of(all.getBytes(StandardCharsets.UTF_8)).hex());
  }

  // No part of a rule holds a tabulator or the end of a line.
  private static String line(RuleValues rule) {
    return String.join(
        "\t",
        rule.name(),
        rule.computers().map(NamePattern::text).orElse(""),
        rule.network().map(NetworkRange::text).orElse(""),
        rule.platform().map(Platform::text).orElse(""),
        rule.group());
  }

  private static String line(Move move) {
    return String.join(
        "\t",
        move.computer().id().toString(),
        move.computer().group(),
        move.to().group(),
        move.to().rule().orElse(""));
  }
}
