package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.ComponentId;
import java.util.Optional;

/**
 * One step of the sample content.
 *
 * @param component what the step was about
 * @param staged what became of the new version; empty if the step was a renewal
 * @param published how publishing or renewing ended
 */
public record SampleStep(
    ComponentId component, Optional<StageOutcome> staged, PublishOutcome published) {}
