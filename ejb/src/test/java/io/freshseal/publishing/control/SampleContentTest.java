package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.SampleStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleContentTest {

  @TempDir Path dir;
  private TestSource test;
  private Path folder;

  @BeforeEach
  void open() throws IOException {
    test = new TestSource(dir.resolve("source"));
    folder = Files.createDirectories(dir.resolve("sample"));
    for (String file :
        List.of("alpha/1.0/a.txt", "alpha/1.10/a.txt", "alpha/1.9/a.txt", "beta/7/org/x/b.txt")) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }

  @AfterEach
  void close() throws IOException {
    test.close();
  }

  private String step(SampleContent sample) throws IOException {
    test.pass(Duration.ofSeconds(1));
    SampleStep step = sample.step(test.now()).orElseThrow();
    assertThat(step.published()).isInstanceOf(Published.class);
    CatalogEntry entry = test.catalog().find(step.component()).orElseThrow();
    return step.component()
        + " "
        + entry.version()
        + (step.staged().isEmpty() ? " renewed " : " published ")
        + entry.signature().serial();
  }

  @Test
  void steps_publishInRotationAndRenewEveryThirdTimeAndThenOnlyRenew() throws IOException {
    SampleContent sample = SampleContent.of(folder, test.source());
    List<String> steps = new ArrayList<>();
    while (!sample.isAllPublished()) {
      steps.add(step(sample));
    }
    steps.add(step(sample));
    steps.add(step(sample));

    assertThat(steps)
        .containsExactly(
            "alpha 1.0 published 1",
            "beta 7 published 1",
            "alpha 1.0 renewed 2",
            "alpha 1.9 published 1",
            "alpha 1.10 published 1",
            "beta 7 renewed 2",
            "alpha 1.10 renewed 2");
    OfferCheck.assertConsistent(test.source(), test.now());
  }

  @Test
  void restart_goesOnWhereItStopped() throws IOException {
    step(SampleContent.of(folder, test.source()));
    test.restart();

    assertThat(step(SampleContent.of(folder, test.source()))).isEqualTo("alpha 1.9 published 1");
  }

  @Test
  void emptyFolder_hasNothingToShow() throws IOException {
    SampleContent sample =
        SampleContent.of(Files.createDirectory(dir.resolve("empty")), test.source());

    assertThat(sample.step(test.now())).isEmpty();
  }
}
