package io.freshseal.computers.entity;

import io.freshseal.member.entity.Followed;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** The catalog that a computer follows, in its row. */
@Embeddable
class FollowedColumns {

  @Column(name = "followed_source")
  private String source;

  @Column(name = "followed_epoch")
  private long epoch;

  @Column(name = "followed_sequence")
  private long sequence;

  @Column(name = "followed_expires")
  private Instant expires;

  @Column(name = "followed_anchors")
  private long anchors;

  /** For the persistence provider. */
  protected FollowedColumns() {}

  FollowedColumns(Followed followed) {
    source = followed.source();
    epoch = followed.epoch();
    sequence = followed.sequence();
    expires = followed.expires();
    anchors = followed.anchors();
  }

  Followed value() {
    return new Followed(source, epoch, sequence, expires, anchors);
  }
}
