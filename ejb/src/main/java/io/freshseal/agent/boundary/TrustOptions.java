package io.freshseal.agent.boundary;

import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustPolicy;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that judges; their defaults are those of the settings. */
final class TrustOptions {

  @Option(
      names = "--revocation",
      paramLabel = "RULE",
      defaultValue = "required",
      descriptionKey = "agent.option.revocation")
  RevocationRule revocation;

  @Option(
      names = "--timestamps",
      paramLabel = "RULE",
      defaultValue = "strict",
      descriptionKey = "agent.option.timestamps")
  TimestampRule timestamps;

  @Option(
      names = "--post-quantum",
      paramLabel = "RULE",
      defaultValue = "classical",
      descriptionKey = "agent.option.post-quantum")
  PostQuantumRule postQuantum;

  @Option(names = "--source", paramLabel = "NAME", descriptionKey = "agent.option.source")
  String source;

  @Option(names = "--tsa-anchors", paramLabel = "PEM", descriptionKey = "agent.option.tsa-anchors")
  Path timestampAnchors;

  TrustBasis basis(TrustAnchors anchors, Optional<TrustAnchors> ofTimestamps) {
    return new TrustBasis(anchors, policy(), Optional.ofNullable(source), ofTimestamps);
  }

  private TrustPolicy policy() {
    return new TrustPolicy(revocation, timestamps, postQuantum);
  }

  /** Teaches the command line how people spell the rules. */
  static void teach(CommandLine line) {
    line.registerConverter(RevocationRule.class, converter(RevocationRule.class));
    line.registerConverter(TimestampRule.class, converter(TimestampRule.class));
    line.registerConverter(PostQuantumRule.class, converter(PostQuantumRule.class));
  }

  private static <E extends Enum<E>> ITypeConverter<E> converter(Class<E> kind) {
    return text ->
        TrustPolicy.parse(kind, text)
            .orElseThrow(() -> new TypeConversionException("no such rule"));
  }
}
