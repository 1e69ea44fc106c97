package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;

/** What became of one file that was found in a folder. */
public record FolderStage(ComponentId id, ComponentVersion version, StageOutcome outcome) {}
