package io.freshseal.agent.control;

import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.fleet.entity.RelayStatusText;
import io.freshseal.replication.control.HttpUpdateSource;
import io.freshseal.replication.entity.RunRefusal;
import java.util.List;
import java.util.Optional;

/** What an agent concludes about the relay it talked to. */
final class RelayReading {

  private RelayReading() {}

  static RelayFacts facts(HttpUpdateSource source) {
    Optional<String> build = source.relayBuild();
    boolean refreshes =
        build
            .flatMap(RelayBuild::parse)
            .map(RelayBuildTable.SEED::refreshesSignatures)
            .orElse(true);
    return new RelayFacts(source.base().toString(), build, refreshes, source.date());
  }

  /**
   * The stable text about what the relay holds. Empty if it named no build, as a source does and a
   * stranger may, or if no refusal is about a signature of the chain that is trusted here: an
   * expired certificate of a stranger is no relay in need of repair.
   */
  static Optional<String> text(RelayFacts relay, List<RunRefusal> refusals) {
    return relay.build().isEmpty()
        ? Optional.empty()
        : refusals.stream()
            .filter(RelayReading::isAboutWhatTheRelayHolds)
            .map(refusal -> RelayStatusText.of(refusal.code(), relay.refreshesSignatures()))
            .findFirst();
  }

  private static boolean isAboutWhatTheRelayHolds(RunRefusal refusal) {
    return refusal.component().isPresent()
        && refusal.code().name().startsWith("DIGITAL_SIGNATURE_")
        && refusal.evidence().chainVerified().orElse(true);
  }
}
