package io.freshseal.settings.entity;

import java.nio.file.Path;
import java.time.Duration;

/** Settings of the sample content: its folder, and the time between two steps. */
public record SampleSettings(Path folder, Duration interval) {}
