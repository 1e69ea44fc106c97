package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.entity.TrustBasis;
import org.junit.jupiter.api.Test;

class CurrentTrustTest {

  private TrustBasis there;

  private TrustBasis read() throws UnfitOption {
    if (there == null) {
      throw new UnfitOption(AgentSentence.ANCHORS_NEEDED);
    }
    return there;
  }

  @Test
  void aFileThatIsReplaced_holdsFromThenOn_andAnUnusableOneChangesNothing() throws UnfitOption {
    TrustBasis former = TrustBasis.of(TestPki.anchors(TestPki.selfSigned(Wish.root("Root"))));
    TrustBasis present = TrustBasis.of(TestPki.anchors(TestPki.selfSigned(Wish.root("Root"))));
    there = former;
    CurrentTrust trust = new CurrentTrust(this::read);
    assertThat(trust.get()).isSameAs(former);

    there = null;
    assertThat(trust.get()).isSameAs(former);

    there = present;
    assertThat(trust.get()).isSameAs(present);
  }

  @Test
  void whoHasNoneAtAll_doesNotStart() {
    assertThatThrownBy(() -> new CurrentTrust(this::read)).isInstanceOf(UnfitOption.class);
  }
}
