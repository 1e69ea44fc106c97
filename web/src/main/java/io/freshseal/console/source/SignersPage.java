package io.freshseal.console.source;

import io.freshseal.console.frame.SeenRows;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.publishing.entity.SignerInUse;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.RevokedCertificate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The certificates that the source signs with, and revoking one. */
@Named
@RequestScoped
public class SignersPage {

  private final SourceDesk desk;
  private final PublishEndings endings;
  private final SeenRows rows;
  private List<SignerInUse> signers;
  private RevocationReason reason = RevocationReason.KEY_COMPROMISE;

  /** For the container's proxy. */
  protected SignersPage() {
    this(null, null, null);
  }

  @Inject
  public SignersPage(SourceDesk desk, PublishEndings endings, SeenRows rows) {
    this.desk = desk;
    this.endings = endings;
    this.rows = rows;
  }

  /** The certificates that what is offered is signed with. */
  public List<SignerInUse> getSigners() {
    if (signers == null) {
      signers = desk.signersInUse();
    }
    return signers;
  }

  /** Which certificates the list shows. */
  public String getSeen() {
    return SeenRows.mark(
        getSigners().stream().map(signer -> signer.certificate().fingerprint().toString()));
  }

  public void setSeen(String seen) {
    rows.require(seen, getSeen());
  }

  /** What was revoked, the oldest first. */
  public List<RevokedCertificate> getRevoked() {
    return desk.revoked();
  }

  /** The reasons to choose from. */
  public List<RevocationReason> getReasons() {
    return RevocationReason.FOR_SIGNERS;
  }

  /** The reason chosen. */
  public RevocationReason getReason() {
    return reason;
  }

  public void setReason(RevocationReason chosen) {
    reason = RevocationReason.FOR_SIGNERS.contains(chosen) ? chosen : reason;
  }

  /** Revokes a certificate for the reason chosen; what it had signed is signed anew. */
  public String revoke(String serialNumber) {
    return RevokedCertificate.parseSerialNumber(serialNumber)
        .map(number -> new RevocationOrder(number, reason))
        .map(order -> ended(desk.revoke(order)))
        .orElse(null);
  }

  private String ended(PublishOutcome outcome) {
    signers = null;
    return endings.of(outcome, "revoke.nothing");
  }
}
