package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.member.control.ManagerAddress;
import io.freshseal.member.control.ManagerClient;
import io.freshseal.member.control.MemberFolder;
import io.freshseal.member.control.MembershipFile;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.FolderLock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a computer a member of a fleet. The membership is written last, so that a kill leaves the
 * folder as it was, or enrolled.
 */
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
      Reply<Enrolment> reply = client.enrol(wish.manager(), wish.token(), OwnFacts.of(wish.name()));
      if (reply instanceof Reply.Failed<Enrolment> failed) {
        return failed(now, failed.code(), failed.sentence());
      }
      keep(((Reply.Given<Enrolment>) reply).value(), wish, file);
      return AgentReport.local(COMMAND, AgentResult.ENROLLED, now, List.of());
    } catch (StorageException e) {
      return failed(now, e.code(), e.sentence());
    }
  }

  // What another membership was ordered is nothing that this one reports.
  private void keep(Enrolment enrolment, Wish wish, MembershipFile file) throws StorageException {
    DurableFiles.replace(folder.anchors(), enrolment.anchors().getBytes(StandardCharsets.UTF_8));
    folder.forgetOrders();
    file.write(
        new Membership(
            wish.manager().uri(),
            enrolment.id(),
            enrolment.key(),
            wish.name(),
            wish.source(),
            wish.token().certificate().map(Set::of).orElse(Set.of()),
            Optional.empty()));
  }

  private static AgentReport failed(Instant now, StatusCode code, Sentence why) {
    return AgentReport.failed(COMMAND, now, code, why);
  }
}
