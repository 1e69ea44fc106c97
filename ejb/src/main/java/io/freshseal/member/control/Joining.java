package io.freshseal.member.control;

import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.EnrolmentToken;
import io.freshseal.member.entity.JoinRequest;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.Reply;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a computer a member of a fleet. The membership is written last, so that a kill leaves the
 * folder as it was, or enrolled. Whoever asks again after a lost answer asks under the same id.
 */
public final class Joining {

  private final MemberFolder folder;
  private final ManagerClient client;

  public Joining(MemberFolder folder, ManagerClient client) {
    this.folder = folder;
    this.client = client;
  }

  /**
   * How to join.
   *
   * @param source name of the one source to follow, if it is to be pinned
   */
  public record Wish(
      ManagerAddress manager, EnrolmentToken token, MemberFacts facts, Optional<String> source) {}

  /**
   * Joins, over a membership of before; to be called while the folder is claimed.
   *
   * @throws StorageException if the disk refuses
   */
  public Reply<Membership> join(Wish wish) throws StorageException {
    JoinRequest request = new JoinRequest(wish.facts(), Optional.of(new JoinFile(folder).claim()));
    Reply<Enrolment> reply = client.enrol(wish.manager(), wish.token(), request);
    if (reply instanceof Reply.Failed<Enrolment> failed) {
      return new Reply.Failed<>(
          failed.answered(), failed.code(), failed.sentence(), failed.again());
    }
    return new Reply.Given<>(keep(((Reply.Given<Enrolment>) reply).value(), wish));
  }

  // What another membership was ordered is nothing that this one reports.
  private Membership keep(Enrolment enrolment, Wish wish) throws StorageException {
    DurableFiles.replace(folder.anchors(), enrolment.anchors().getBytes(StandardCharsets.UTF_8));
    folder.forgetOrders();
    Membership membership =
        new Membership(
            wish.manager().uri(),
            enrolment.id(),
            enrolment.key(),
            wish.facts().name(),
            wish.source(),
            wish.token().certificate().map(Set::of).orElse(Set.of()),
            Optional.empty());
    new MembershipFile(folder).write(membership);
    new JoinFile(folder).forget();
    return membership;
  }
}
