package io.freshseal.agent.boundary;

import io.freshseal.agent.control.PushNote;
import io.freshseal.agent.control.ReportByHand;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.agent.entity.ServicePush;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MembershipFile;
import io.freshseal.member.entity.Guidance;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.RelayList;
import io.freshseal.replication.control.ClockPeers;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.Route;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the options say and, where they say nothing, what the membership of the folder does: its
 * relays, its trust anchors, the source that it is pinned to.
 */
final class FolderDefaults {

  private static final int MOST_RELAYS = ClockPeers.MAX_PEERS + 1;

  private final MemberFolder folder;
  private final Optional<Membership> membership;

  private FolderDefaults(MemberFolder folder, Optional<Membership> membership) {
    this.folder = folder;
    this.membership = membership;
  }

  static FolderDefaults of(Path directory) throws UnfitOption {
    MemberFolder folder = new MemberFolder(directory);
    try {
      return new FolderDefaults(folder, new MembershipFile(folder).read());
    } catch (StorageException e) {
      throw new UnfitOption(e.sentence());
    }
  }

  /** The membership; a folder without one is not fit. */
  Membership membership() throws UnfitOption {
    return membership.orElseThrow(() -> new UnfitOption(AgentSentence.NOT_ENROLLED, folder.root()));
  }

  /** Keeps for the manager how a command by hand ends; empty in a folder that is not enrolled. */
  Optional<ReportByHand> member() {
    return membership.map(known -> new ReportByHand(folder, known));
  }

  /** How the service of the folder hears of new catalogs; empty in one that is not enrolled. */
  Optional<ServicePush> push() {
    return membership.map(known -> PushNote.read(folder));
  }

  /** The relays that are named; null: those that the manager named last. */
  List<Route> relays(List<String> named) throws UnfitOption {
    if (named != null && named.size() > MOST_RELAYS) {
      throw new UnfitOption(AgentSentence.TOO_MANY_RELAYS, MOST_RELAYS);
    }
    List<Route> routes = named == null ? known() : direct(named);
    if (routes.isEmpty()) {
      throw new UnfitOption(AgentSentence.RELAY_NEEDED);
    }
    return routes;
  }

  private static List<Route> direct(List<String> named) throws UnfitOption {
    List<Route> routes = new ArrayList<>();
    for (String text : named) {
      BaseUrl base =
          BaseUrl.parse(text).orElseThrow(() -> new UnfitOption(AgentSentence.RELAY_NO_ADDRESS));
      routes.add(Route.direct(base));
    }
    return routes;
  }

  /** Whether there are relays without any being named. */
  boolean knowsRelays() {
    return !known().isEmpty();
  }

  /** Whether there are trust anchors: those that are named, or those of the enrolment. */
  boolean hasAnchors(Path named) {
    return named != null || membership.isPresent();
  }

  private List<Route> known() {
    return membership
        .flatMap(Membership::guidance)
        .map(Guidance::relays)
        .map(FolderDefaults::routes)
        .orElse(List.of());
  }

  private static List<Route> routes(RelayList relays) {
    return Stream.concat(relays.relayReaches().stream(), relays.primaryReach().stream())
        .map(Route::to)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * What to judge by.
   *
   * @param anchors file of the trust anchors; null: those that came with the enrolment
   */
  TrustBasis basis(TrustOptions trust, Path anchors) throws UnfitOption {
    if (!hasAnchors(anchors)) {
      throw new UnfitOption(AgentSentence.ANCHORS_NEEDED);
    }
    Optional<TrustAnchors> ofTimestamps =
        trust.timestampAnchors == null
            ? Optional.empty()
            : Optional.of(read(trust.timestampAnchors));
    TrustBasis basis =
        trust.basis(read(anchors == null ? folder.anchors() : anchors), ofTimestamps);
    return basis.source().isPresent()
        ? basis
        : membership.flatMap(Membership::source).map(basis::ofSource).orElse(basis);
  }

  private static TrustAnchors read(Path file) throws UnfitOption {
    try (InputStream in = Files.newInputStream(file)) {
      Verdict<TrustAnchors> read =
          TrustAnchors.parse(BoundedInputStream.readAll(in, TrustAnchors.MAX_BYTES));
      if (read instanceof Verdict.Rejected<TrustAnchors> refused) {
        throw new UnfitOption(AgentSentence.ANCHORS_UNFIT, file, refused.evidence().sentence());
      }
      return read.toOptional().orElseThrow();
    } catch (IOException e) {
      throw new UnfitOption(AgentSentence.ANCHORS_UNREADABLE, file, e.getMessage());
    }
  }
}
