package io.freshseal.st;

import io.freshseal.st.HostileUpstream.Site;
import java.util.List;

/** A machine that takes its components from a hostile upstream. */
interface Victim {

  /** What is known of one run after its end. */
  interface Report {
    /** Whether everything offered was taken. */
    boolean isGood();

    /** Fails unless the run was refused so, with this evidence, as this machine reports it. */
    void assertRefused(Refusal refusal, Attack.Evidence evidence);
  }

  /** Lets it ask once. */
  Report run(Site site);

  /** What it holds and shows now. */
  View view();

  /** Fails unless a refused strike left nothing behind but the trace it may leave. */
  void assertUnchanged(View before, View after, Attack.Trace trace);

  /** The digests of what it has applied or serves, for the proof that it took what is good. */
  List<String> contents();
}
