package io.freshseal.agent.boundary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.MovableClock;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestRelay;
import io.freshseal.shared.entity.Sha256;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about update bundles, as a person types them. */
class BundleCommandTest {

  @TempDir static Path keys;
  @TempDir Path temporary;
  // The store compares with times of files, so this clock starts at the real time.
  private final Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private final MovableClock clock = new MovableClock(start);
  private TestRelay relay;
  private TestAgent agent;
  private String anchors;

  @BeforeEach
  void open() throws IOException {
    relay = new TestRelay(keys, clock);
    relay.put("rules", "1.0", "one".getBytes(UTF_8)).publish();
    relay.put("pattern", "1.0", "two".getBytes(UTF_8)).publish();
    Path pem = relay.writeAnchors(temporary.resolve("anchors.pem"));
    anchors = pem.toString();
    agent = new TestAgent(temporary.resolve("agent"), pem, clock);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void bundle_isMade_inspectedAndApplied_withoutARelayOnTheOtherSide() throws IOException {
    JsonObject made = json(0, make());
    Path file = Path.of(made.getString("file"));
    assertThat(made.getString("sha256")).isEqualTo(Sha256.of(Files.readAllBytes(file)).hex());
    assertThat(file.getFileName()).hasToString("dsupdate_" + made.getInt("sequence") + ".zip");
    relay.close();

    JsonObject seen =
        json(0, run("bundle", "inspect", file.toString(), "--anchors", anchors, "--json"));
    assertThat(seen.getString("usableUntil")).isEqualTo(made.getString("usableUntil"));
    assertThat(seen.getJsonObject("because").getString("what")).isNotEmpty();
    assertThat(seen.getString("sha256")).isEqualTo(made.getString("sha256"));
    assertThat(seen.getJsonArray("components"))
        .extracting(each -> each.asJsonObject().getString("change"))
        .containsExactly("NEW", "NEW");
    assertThat(agent.directory()).as("looking makes no folder").doesNotExist();

    assertThat(apply(file).exit()).isZero();
    assertThat(agent.directory().resolve("current/rules")).hasContent("one");
    assertThat(agent.directory().resolve("current/pattern")).hasContent("two");
    assertThat(json(0, apply(file)).getString("result")).isEqualTo("CURRENT");
  }

  @Test
  void damagedBundle_isRefused_andWhatIsAppliedStays() throws IOException {
    Path file = Path.of(json(0, make()).getString("file"));
    apply(file);
    relay.put("rules", "2.0", "newer".getBytes(UTF_8)).publish();
    Path newer = Path.of(json(0, make()).getString("file"));
    byte[] bytes = Files.readAllBytes(newer);
    int at = new String(bytes, ISO_8859_1).indexOf("newer");
    bytes[at] ^= 1;
    Files.write(newer, bytes);
    Map<String, String> before = files(agent.directory());

    JsonObject refused = json(3, apply(newer));

    assertThat(refused.getString("text")).isEqualTo("STATUS_DIGEST_MISMATCH");
    assertThat(files(agent.directory())).isEqualTo(before);
    assertThat(agent.directory().resolve("current/rules")).hasContent("one");
  }

  @Test
  void expiredBundle_isToldByItsCertificate_inBothLanguages() throws IOException {
    Path file = Path.of(json(0, make()).getString("file"));
    clock.move(Duration.ofDays(91));

    TestAgent.Result english = run("bundle", "inspect", file.toString(), "--anchors", anchors);
    TestAgent.Result japanese =
        agent.run(Locale.JAPANESE, "bundle", "inspect", file.toString(), "--anchors", anchors);

    assertThat(english.exit()).isEqualTo(3);
    assertThat(english.err()).contains("-24 STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertThat(japanese.exit()).isEqualTo(3);
    assertThat(japanese.err()).contains("-24 STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertThat(japanese.out()).contains("媒体に記入");
  }

  @Test
  void bundleForARequestList_isSmaller_andFitsTheOneThatAskedAlone() throws IOException {
    Path full = Path.of(json(0, make()).getString("file"));
    apply(full);
    Path list = temporary.resolve("request.json");
    assertThat(
            run("bundle", "request", "--dir", agent.directory().toString(), "--out", "" + list)
                .exit())
        .isZero();
    relay.put("rules", "2.0", "newer".getBytes(UTF_8)).publish();

    JsonObject part = json(0, make("--request", list.toString()));
    Path file = Path.of(part.getString("file"));

    assertThat(Files.size(file)).isLessThan(Files.size(full));
    JsonObject elsewhere =
        json(3, run("bundle", "inspect", file.toString(), "--anchors", anchors, "--json"));
    assertThat(elsewhere.getString("text")).isEqualTo("STATUS_BUNDLE_INCOMPLETE");
    assertThat(elsewhere.getJsonArray("missing")).isNotEmpty();
    assertThat(apply(file).exit()).isZero();
    assertThat(agent.directory().resolve("current/rules")).hasContent("newer");
  }

  @Test
  void requestListOfAStoreThatFollowsAnotherSource_isRefused() throws IOException {
    apply(Path.of(json(0, make()).getString("file")));
    Path list = temporary.resolve("request.json");
    run("bundle", "request", "--dir", agent.directory().toString(), "--out", "" + list);
    String text = Files.readString(list);
    Files.writeString(list, text.replaceAll("\"source\":\"[^\"]*\"", "\"source\":\"another\""));

    TestAgent.Result refused = make("--request", list.toString());

    assertThat(json(2, refused).getString("detail")).contains("another");
  }

  @Test
  void bundleSinceAnEarlierOne_leavesOutWhatThatCarried() throws IOException {
    Path first = Path.of(json(0, make()).getString("file"));
    apply(first);
    relay.put("rules", "2.0", "newer".getBytes(UTF_8)).publish();

    Path next = Path.of(json(0, make("--since", first.toString())).getString("file"));

    assertThat(Files.size(next)).isLessThan(Files.size(first));
    assertThat(apply(next).exit()).isZero();
    assertThat(agent.directory().resolve("current/rules")).hasContent("newer");
    assertThat(agent.directory().resolve("current/pattern")).hasContent("two");
    assertThat(json(2, make("--since", anchors)).getString("detail")).isNotEmpty();
  }

  @Test
  void bundleThatLacksSomething_writesTheRequestList_andABundleForItFits() throws IOException {
    apply(Path.of(json(0, make()).getString("file")));
    relay.put("rules", "2.0", "newer".getBytes(UTF_8)).put("more", "1.0", "x".getBytes(UTF_8));
    relay.publish();
    Path part = Path.of(json(0, make("--component", "rules")).getString("file"));
    Path list = temporary.resolve("request.json");

    JsonObject refused = json(3, apply(part, "--request", list.toString()));

    assertThat(refused.getString("text")).isEqualTo("STATUS_BUNDLE_INCOMPLETE");
    assertThat(agent.directory().resolve("current/rules")).hasContent("one");
    assertThat(
            run(
                    "bundle",
                    "inspect",
                    "" + part,
                    "--anchors",
                    anchors,
                    "--dir",
                    "" + agent.directory())
                .out())
        .contains("missing: more");
    Path fitting = Path.of(json(0, make("--request", list.toString())).getString("file"));
    assertThat(apply(fitting).exit()).isZero();
    assertThat(agent.directory().resolve("current/more")).hasContent("x");
  }

  @Test
  void bundleThatEndsBeforeTheNextCourier_isRefused_unlessThatDateIsExcused() throws IOException {
    Path file = Path.of(json(0, make()).getString("file"));
    String next = start.plus(Duration.ofDays(200)).toString();

    JsonObject refused = json(3, apply(file, "--next-courier", next));
    assertThat(refused.getString("text")).isEqualTo("STATUS_BUNDLE_ENDS_EARLY");
    assertThat(json(3, apply(file, "--next-courier", next, "--allow-early-end-until", "" + start)))
        .as("an exception that is over")
        .containsEntry("text", refused.get("text"));
    assertThat(agent.directory().resolve("current/rules")).doesNotExist();

    TestAgent.Result excused =
        apply(
            file,
            "--next-courier",
            next,
            "--allow-early-end-until",
            start.plus(Duration.ofHours(1)).toString());
    assertThat(excused.exit()).isZero();
    assertThat(excused.err()).as("said, not passed over").contains(next);
    assertThat(json(0, excused).getString("excused")).contains(next);
    assertThat(agent.directory().resolve("current/rules")).hasContent("one");
    assertThat(apply(file, "--next-courier", "tomorrow").exit()).isEqualTo(2);
  }

  @Test
  void bytesThatTheDiskHasChanged_areFoundBeforeABundle_andTakenFromIt() throws IOException {
    Path file = Path.of(json(0, make()).getString("file"));
    apply(file);
    // One file with two names: what consumers read is damaged with it.
    Files.writeString(agent.directory().resolve("current/rules"), "0ne");

    TestAgent.Result mended = apply(file);

    assertThat(mended.exit()).as(mended.err()).isZero();
    assertThat(mended.err()).as("told").isNotEmpty();
    assertThat(agent.directory().resolve("current/rules")).hasContent("one");
  }

  @Test
  void fileThatIsNoBundle_isRefused_andOneThatIsNotThere_isUsage() throws IOException {
    Path text = Files.writeString(temporary.resolve("text.zip"), "no bundle");

    assertThat(json(3, apply(text)).getString("text")).isEqualTo("STATUS_BAD_BUNDLE");
    assertThat(apply(temporary.resolve("none.zip")).exit()).isEqualTo(2);
    assertThat(run("bundle").exit()).isEqualTo(2);
    assertThat(run("bundle", "inspect").exit()).isEqualTo(2);
    assertThat(json(2, make("--component", "NO GOOD")).getString("text"))
        .isEqualTo("STATUS_BAD_REQUEST");
  }

  private TestAgent.Result make(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "bundle",
                "make",
                "--relay",
                relay.address(),
                "--anchors",
                anchors,
                "--dir",
                temporary.resolve("store").toString(),
                "--out",
                temporary.resolve("medium").toString(),
                "--json"));
    args.addAll(Arrays.asList(more));
    return run(args.toArray(String[]::new));
  }

  private TestAgent.Result apply(Path file, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "bundle",
                "apply",
                file.toString(),
                "--anchors",
                anchors,
                "--dir",
                agent.directory().toString(),
                "--json"));
    args.addAll(Arrays.asList(more));
    return run(args.toArray(String[]::new));
  }

  private TestAgent.Result run(String... args) {
    return agent.run(args);
  }

  private static JsonObject json(int exit, TestAgent.Result result) {
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    JsonObject json = result.json();
    assertThat(json.getInt("exit")).isEqualTo(exit);
    return json;
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)).hex());
      }
    }
    return all;
  }
}
