package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.settings.entity.ByteSize;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.vault.entity.StorePlaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** A source with a hand-driven clock, opened and reopened at will. */
final class TestSource implements AutoCloseable {

  static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  private final Path folder;
  private SourceSettings settings;
  private Source source;
  private Instant now = START;

  TestSource(Path folder) throws IOException {
    this(folder, settings(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30)));
  }

  TestSource(Path folder, SourceSettings first) throws IOException {
    this.folder = folder;
    this.settings = first;
    open();
  }

  static SourceSettings settings(Duration validity, Duration renewBefore, Duration catalog) {
    return new SourceSettings(
        "primary",
        new SourceSettings.Validity(validity, renewBefore, catalog),
        SourceSettings.Authority.OWN,
        new SourceSettings.Intake(Optional.empty(), new ByteSize(1000)),
        new SourceSettings.Revocation(Optional.empty(), RevocationRule.REQUIRED),
        SourceSettings.Cosigning.of(SourceSettings.Timestamps.OFF, false));
  }

  /** The same under another authority. */
  static SourceSettings under(SourceSettings.Authority authority, SourceSettings plain) {
    return new SourceSettings(
        plain.name(),
        plain.validity(),
        authority,
        plain.intake(),
        plain.revocation(),
        plain.cosigning());
  }

  /** The same with something else signed beside. */
  static SourceSettings beside(SourceSettings.Cosigning cosigning, SourceSettings plain) {
    return new SourceSettings(
        plain.name(),
        plain.validity(),
        plain.authority(),
        plain.intake(),
        plain.revocation(),
        cosigning);
  }

  private void open() throws IOException {
    source =
        Source.open(StorePlaces.in(folder), Clock.fixed(now, ZoneOffset.UTC), () -> settings)
            .toOptional()
            .orElseThrow();
  }

  void use(SourceSettings other) {
    settings = other;
  }

  SourceSettings settings() {
    return settings;
  }

  void restart() throws IOException {
    source.close();
    open();
  }

  Source source() {
    return source;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static StageRequest request(String id, String version) {
    return new StageRequest(
        new ComponentId(id), new ComponentVersion(version), ComponentKind.PATTERN, Platform.ANY);
  }

  StageOutcome stage(String id, String version, String content) throws IOException {
    return source.stage(
        request(id, version),
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
        now);
  }

  PublishOutcome publish() {
    return source.publish(now);
  }

  Catalog catalog() {
    return source.snapshot().orElseThrow().catalog();
  }

  /** Publishes one component and makes sure that it worked. */
  void offer(String id, String version, String content) throws IOException {
    assertThat(stage(id, version, content)).isInstanceOf(StageOutcome.Staged.class);
    assertThat(publish()).isInstanceOf(PublishOutcome.Published.class);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
