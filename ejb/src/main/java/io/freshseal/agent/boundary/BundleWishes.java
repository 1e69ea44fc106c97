package io.freshseal.agent.boundary;

import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.bundle.control.BundleFile;
import io.freshseal.bundle.control.RequestListJson;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the options say that a bundle is to hold. */
final class BundleWishes {

  private BundleWishes() {}

  static BundleWish of(BundleMakeCommand options, Optional<RequestList> request)
      throws UnfitOption {
    Set<ComponentId> components = new HashSet<>();
    for (String text : options.components) {
      components.add(
          ComponentId.parse(text)
              .orElseThrow(() -> new UnfitOption(AgentSentence.OPTION_UNFIT, "--component", text)));
    }
    Optional<Platform> platform = Optional.empty();
    if (options.platform != null) {
      platform = Platform.parse(options.platform);
      if (platform.isEmpty()) {
        throw new UnfitOption(AgentSentence.OPTION_UNFIT, "--platform", options.platform);
      }
    }
    Set<Sha256> held = new HashSet<>(request.map(RequestList::held).orElse(Set.of()));
    for (Path bundle : options.earlier) {
      held.addAll(carried(bundle));
    }
    return new BundleWish(components, platform, held);
  }

  private static Set<Sha256> carried(Path bundle) throws UnfitOption {
    try {
      Outcome<Set<Sha256>> objects = BundleFile.objects(bundle);
      if (objects instanceof Outcome.Refused<Set<Sha256>> refused) {
        throw new UnfitOption(refused.sentence());
      }
      return ((Outcome.Done<Set<Sha256>>) objects).value();
    } catch (IOException e) {
      throw new UnfitOption(AgentSentence.FILE_UNREADABLE, bundle + ": " + e.getMessage());
    }
  }

  /** The request list that an option names. */
  static Optional<RequestList> request(Path request) throws UnfitOption {
    if (request == null) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(request)) {
      Outcome<RequestList> list =
          RequestListJson.parse(BoundedInputStream.readAll(in, RequestListJson.MAX_BYTES));
      if (list instanceof Outcome.Refused<RequestList> refused) {
        throw new UnfitOption(refused.sentence());
      }
      return Optional.of(((Outcome.Done<RequestList>) list).value());
    } catch (IOException e) {
      throw new UnfitOption(AgentSentence.FILE_UNREADABLE, request + ": " + e.getMessage());
    }
  }
}
