package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.member.control.Joining;
import io.freshseal.member.control.ManagerAddress;
import io.freshseal.member.control.ManagerClient;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MembershipFile;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.FolderLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes a computer a member of a fleet, once unless another membership is asked for. */
public final class Enrolling {

  private static final String COMMAND = "enrol";

  private final MemberFolder folder;
  private final ManagerClient client;

  public Enrolling(MemberFolder folder, ManagerClient client) {
    this.folder = folder;
    this.client = client;
  }

  /**
   * How to enrol.
   *
   * @param source name of the one source to follow, if it is to be pinned
   * @param again whether an earlier membership may be replaced
   */
  public record Wish(
      ManagerAddress manager,
      EnrolmentToken token,
      ComputerName name,
      Optional<String> source,
      boolean again) {}

  /** Enrols. */
  public AgentReport run(Wish wish, Instant now) {
    try (FolderLock lock = folder.claim()) {
      MembershipFile file = new MembershipFile(folder);
      if (file.exists() && !wish.again()) {
        return failed(
            now,
            StatusCode.BAD_REQUEST,
            Sentence.of(AgentSentence.ENROLLED_ALREADY, folder.root()));
      }
      Joining.Wish whole =
          new Joining.Wish(wish.manager(), wish.token(), OwnFacts.of(wish.name()), wish.source());
      return new Joining(folder, client)
          .join(whole)
          .fold(
              joined -> AgentReport.local(COMMAND, AgentResult.ENROLLED, now, List.of()),
              failed -> failed(now, failed.code(), failed.sentence()));
    } catch (StorageException e) {
      return failed(now, e.code(), e.sentence());
    }
  }

  private static AgentReport failed(Instant now, StatusCode code, Sentence why) {
    return AgentReport.failed(COMMAND, now, code, why);
  }
}
