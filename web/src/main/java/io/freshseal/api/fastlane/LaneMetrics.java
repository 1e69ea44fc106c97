package io.freshseal.api.fastlane;

import io.freshseal.api.serving.DirectReads;
import io.freshseal.api.serving.LaneCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Shows the counts of the lane beside the server's own, at {@code /metrics}. */
@ApplicationScoped
public class LaneMetrics {

  private static final Metadata ANSWERS =
      Metadata.builder()
          .withName("freshseal_direct_answers")
          .withDescription("Plain reads answered before the servlet container is asked")
          .build();
  private static final Metadata BYTES =
      Metadata.builder()
          .withName("freshseal_direct_bytes")
          .withDescription("Bytes of bodies sent by them")
          .build();

  private final DirectReads reads;
  private final Instance<MetricRegistry> registry;

  /** For the proxy of the container. */
  protected LaneMetrics() {
    this(null, null);
  }

  @Inject
  public LaneMetrics(DirectReads reads, Instance<MetricRegistry> registry) {
    this.reads = reads;
    this.registry = registry;
  }

  /** Shows them from now on, where the server has metrics. */
  void show() {
    if (registry.isResolvable()) {
      show("relay", reads.relay());
      show("source", reads.source());
    }
  }

  private void show(String base, LaneCounts counts) {
    answers(base, "200", counts, LaneCounts.Figures::whole);
    answers(base, "304", counts, LaneCounts.Figures::unchanged);
    registry.get().gauge(BYTES, () -> counts.figures().bytes(), new Tag("base", base));
  }

  private void answers(
      String base, String status, LaneCounts counts, ToLongFunction<LaneCounts.Figures> figure) {
    registry
        .get()
        .gauge(
            ANSWERS,
            () -> figure.applyAsLong(counts.figures()),
            new Tag("base", base),
            new Tag("status", status));
  }
}
