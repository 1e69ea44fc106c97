package io.freshseal.updates.entity;

import io.freshseal.shared.entity.Sentence;
import java.util.Optional;

/**
 * One computer of a security update, as people look at it.
 *
 * @param why what it waits for, or why it ended so, if there is something to say
 */
public record StepView(UpdateStep step, StepStanding standing, Optional<Sentence> why) {}
