package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.MovableClock;
import io.freshseal.agent.TestAgent;
import io.freshseal.agent.TestAgent.Result;
import io.freshseal.agent.TestRelay;
import io.freshseal.shared.control.Folders;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentCommandTest {

  private static final byte[] ONE = bytes("one");
  private static final byte[] TWO = bytes("two two");
  private static final byte[] OTHER = bytes("other");

  @TempDir static Path keys;
  @TempDir Path temporary;
  // The store compares with times of files, so this clock starts at the real time.
  private final Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private final MovableClock clock = new MovableClock(start);
  private TestRelay relay;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    relay = new TestRelay(keys, clock);
    Path anchors = relay.writeAnchors(temporary.resolve("anchors.pem"));
    agent = new TestAgent(temporary.resolve("agent"), anchors, clock);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String dir() {
    return agent.directory().toString();
  }

  private String anchors() {
    return temporary.resolve("anchors.pem").toString();
  }

  // 0

  @Test
  void firstUpdate_appliesEverything() throws IOException {
    relay.put("pattern.a", "1.0", ONE).put("rules.b", "3.1", OTHER).publish();
    Result result = agent.update(relay);
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(agent.current("pattern.a")).contains("one");
    assertThat(agent.current("rules.b")).contains("other");
    assertThat(agent.previous("pattern.a")).isEmpty();
    assertThat(result.out())
        .contains("Updated; applied here: 2 components.")
        .containsPattern("pattern.a +1.0 +serial 1, signature valid until .* \\(90 days\\) +new")
        .contains("build 26.0.0-100");
  }

  @Test
  void secondUpdate_findsEverythingCurrentWithOneRequest() {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.takeRequests();
    Result result = agent.update(relay);
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("Everything is up to date: one component.");
    assertThat(relay.takeRequests()).containsExactly("catalog");
  }

  @Test
  void newVersion_isAppliedAndTheOneBeforeIsKept() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.put("pattern.a", "1.1", TWO).publish();
    Result result = agent.update(relay);
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("updated from 1.0");
    assertThat(agent.current("pattern.a")).contains("two two");
    assertThat(agent.previous("pattern.a")).contains("one");
  }

  @Test
  void signatureFile_isFetchedBeforeContentAndRenewalMovesNoContent() {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    List<String> first = relay.takeRequests();
    // The catalog, the revocation list that it names, the signature file, the content.
    assertThat(first).hasSize(4);
    assertThat(first.get(0)).isEqualTo("catalog");
    assertThat(first.get(3)).endsWith(Sha256.of(ONE).hex());
    relay.renew("pattern.a").publish();
    Result result = agent.update(relay);
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("serial 2").contains("signature renewed");
    assertThat(relay.takeRequests()).hasSize(3).doesNotContain(first.get(3));
  }

  @Test
  void staleSignatureFile_isAcceptedWithAWarning() {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.renewUpstreamOnly("pattern.a").publish();
    Result result = agent.update(relay);
    assertThat(result.exit()).isZero();
    assertThat(result.err()).contains("freshseal-agent: warning: ").contains("serial 2");
  }

  // 3

  @Test
  void oldRelayPastExpiry_isRefusedWithTheTextOfItsBuild() throws IOException {
    relay.ofBuild("20.0.0-1336").certificatesValid(Duration.ofDays(2));
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.renewUpstreamOnly("pattern.a").publish();
    agent.update(relay);
    clock.move(Duration.ofDays(3));
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("freshseal-agent: -24 STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE: pattern.a 1.0: ")
        .contains("CN=Freshseal component signer")
        .contains("expired at " + start.plus(Duration.ofDays(2)))
        .contains("(build 20.0.0-1336)")
        .contains("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE")
        .contains("What to do: Upgrade the relay " + relay.address());
    assertThat(agent.current("pattern.a")).contains("one");
  }

  @Test
  void newRelayPastExpiry_isRefusedAndRepairedByARenewal() {
    relay.certificatesValid(Duration.ofDays(2)).put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    clock.move(Duration.ofDays(3));
    Result refused = agent.update(relay, "--json");
    assertThat(refused.exit()).isEqualTo(3);
    JsonObject json = refused.json();
    assertThat(json.getString("result")).isEqualTo("REFUSED");
    assertThat(json.getInt("code")).isEqualTo(-24);
    assertThat(json.getString("text")).isEqualTo("STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertThat(json.getString("relayBuild")).isEqualTo("26.0.0-100");
    assertThat(json.getString("relayText"))
        .isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertThat(refused.err()).contains("Run a security update on the relay");
    relay.renew("pattern.a").publish();
    assertThat(agent.update(relay).exit()).isZero();
  }

  @Test
  void expiredSignatureFile_stopsTheContentBeforeItsFirstByte() throws IOException {
    relay.certificatesValid(Duration.ofDays(2)).put("pattern.a", "1.0", ONE).publish();
    clock.move(Duration.ofDays(3));
    relay.takeRequests();
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(relay.takeRequests()).hasSize(3);
    assertThat(agent.current("pattern.a")).isEmpty();
  }

  @Test
  void revokedCertificate_stopsTheContentAndIsFoundByVerifyWithoutANetwork() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    assertThat(agent.verify().exit()).isZero();
    relay.revoke("pattern.a").put("pattern.b", "1.0", OTHER).revoke("pattern.b").publish();

    Result result = agent.update(relay, "--json", "--revocation", "missing-tolerated");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.component("pattern.a").getString("text"))
        .isEqualTo("STATUS_DIGITAL_SIGNATURE_REVOKED");
    assertThat(agent.current("pattern.b")).isEmpty();
    assertThat(agent.run("clear-cache", "--dir", dir()).exit()).isZero();
    Result verified = agent.verify();
    assertThat(verified.exit()).isEqualTo(3);
    assertThat(verified.err()).contains("-28 STATUS_DIGITAL_SIGNATURE_REVOKED");
    relay.renew("pattern.a").renew("pattern.b").publish();
    assertThat(agent.update(relay).exit()).isZero();
    assertThat(agent.verify().exit()).isZero();
  }

  @Test
  void withheldList_isRefusedByRuleAndShownByStatusToo() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish().forgetLists();

    Result refused = agent.update(relay);

    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).contains("-34 STATUS_DIGITAL_SIGNATURE_REVOCATION_UNKNOWN");
    assertThat(agent.current("pattern.a")).isEmpty();
    String[] status = {
      "status", "--relay", relay.address(), "--anchors", anchors(), "--dir", dir()
    };
    assertThat(agent.run(status).exit()).isEqualTo(3);
    agent.update(relay, "--revocation", "missing-tolerated");
    assertThat(agent.current("pattern.a")).contains("one");
    relay.publish();
    assertThat(agent.run(status).exit()).isZero();
  }

  @Test
  void strangersAnchors_refuseEverythingWithoutBlamingTheRelay() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    try (TestRelay stranger = new TestRelay(temporary.resolve("other-keys"), clock)) {
      stranger.writeAnchors(temporary.resolve("anchors.pem"));
      Result result = agent.update(relay, "--json");
      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.json().getString("text")).isEqualTo("STATUS_DIGITAL_SIGNATURE_UNTRUSTED");
      assertThat(result.json()).doesNotContainKey("relayText");
    }
    assertThat(agent.current("pattern.a")).isEmpty();
  }

  @Test
  void olderCatalog_isRefusedAndNothingMovesBack() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    relay.put("pattern.a", "1.1", TWO).publish(5);
    agent.update(relay);
    relay.put("pattern.a", "1.0", ONE).publish(4);
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("-40 STATUS_ROLLBACK");
    assertThat(agent.current("pattern.a")).contains("two two");
  }

  @Test
  void olderCatalogAfterAReinstall_isRefusedAndWhatWasLostIsSaid() throws IOException {
    relay.put("pattern.a", "1.1", TWO).publish(5);
    agent.update(relay);
    Folders.deleteAllBut("memory", agent.directory());
    relay.put("pattern.a", "1.0", ONE).publish(4);
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("-40 STATUS_ROLLBACK")
        .contains("state file (missing; the memory against rollback is restored from its copy)");
    assertThat(agent.current("pattern.a")).isEmpty();
  }

  @Test
  void olderVersionUnderAHigherSequence_isRefusedAfterClearingTheCacheToo() throws IOException {
    relay.put("pattern.a", "1.1", TWO).publish();
    agent.update(relay);
    assertThat(agent.run("clear-cache", "--dir", dir()).exit()).isZero();
    relay.put("pattern.a", "1.0", ONE).publish();
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("-40 STATUS_ROLLBACK");
    assertThat(agent.current("pattern.a")).contains("two two");
  }

  @Test
  void clockBehindTrustedTime_isRefused() {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    clock.move(Duration.ofDays(-10));
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("-44 STATUS_CLOCK_UNTRUSTED");
    assertThat(agent.verify().exit()).isEqualTo(3);
  }

  @Test
  void expiredCatalog_isRefused() {
    relay.catalogValid(Duration.ofDays(1)).put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    clock.move(Duration.ofDays(2));
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("-41 STATUS_CATALOG_EXPIRED");
  }

  @Test
  void corruptSignatureFile_isRefused() throws IOException {
    relay.put("pattern.a", "1.0", ONE).corruptSignature("pattern.a").publish();
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("STATUS_DIGITAL_SIGNATURE_");
    assertThat(agent.current("pattern.a")).isEmpty();
  }

  // 4

  @Test
  void nobodyListening_isUnreachable() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.close();
    Result result = agent.update(relay, "--json");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.json().getString("text")).isEqualTo("STATUS_SOURCE_UNREACHABLE");
    assertThat(result.component("pattern.a").getString("version")).isEqualTo("1.0");
    assertThat(agent.current("pattern.a")).contains("one");
  }

  @Test
  void unreachableRelayAndExpiredFile_areBothSaidAndTheRelayDecides() {
    relay.certificatesValid(Duration.ofDays(2)).put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.close();
    clock.move(Duration.ofDays(3));
    Result result = agent.update(relay, "--json");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.json().getString("text")).isEqualTo("STATUS_SOURCE_UNREACHABLE");
    assertThat(result.component("pattern.a").getInt("code")).isEqualTo(-24);
    assertThat(result.err()).contains("-24 STATUS_DIGITAL").contains("-53 STATUS_SOURCE");
  }

  @Test
  void pageInsteadOfARelay_isUnreachable() {
    relay.put("pattern.a", "1.0", ONE).publish().answeringHtml(true);
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("-54 STATUS_SOURCE_BAD_ANSWER").contains("text/html");
  }

  @Test
  void brokenDownload_isUnreachableAndResumedByTheNextUpdate() throws IOException {
    byte[] large = new byte[400_000];
    Arrays.fill(large, (byte) 'x');
    relay.put("pattern.a", "1.0", large).publish().truncating(large);
    Result broken = agent.update(relay);
    assertThat(broken.exit()).isEqualTo(4);
    assertThat(agent.current("pattern.a")).isEmpty();
    relay.truncating(null);
    Result result = agent.update(relay, "--json");
    assertThat(result.exit()).isZero();
    assertThat(result.json().getInt("bytes")).isLessThan(300_000);
    assertThat(agent.current("pattern.a").orElseThrow()).hasSize(400_000);
  }

  // 5

  @Test
  void folderInUse_isALocalFault() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    try (Vault other = Vault.open(StorePlaces.in(agent.directory()), Clock.systemUTC())) {
      Result result = agent.update(relay);
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.err()).contains("-62 STATUS_BUSY");
      assertThat(result.out()).isEmpty();
      assertThat(other.snapshot()).isEmpty();
    }
  }

  @Test
  void fileInPlaceOfTheFolder_isALocalFault() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    Files.writeString(agent.directory(), "not a folder");
    Result result = agent.update(relay, "--json");
    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.json().getString("result")).isEqualTo("LOCAL_FAULT");
    assertThat(result.err()).contains("STATUS_STORAGE_FAULT");
  }

  @Test
  void folderInPlaceOfTheFileForConsumers_isALocalFaultAndHealsOnceItIsGone() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    Path inTheWay = agent.directory().resolve("current/pattern.a/x");
    Files.createDirectories(inTheWay);
    assertThat(agent.update(relay).exit()).isEqualTo(5);
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    relay.close();
    assertThat(agent.update(relay).exit()).isEqualTo(4);
    assertThat(agent.current("pattern.a")).as("put right without the relay").contains("one");
  }

  // 6

  @Test
  void oneRefusedAndOneUpdated_isPartial() throws IOException {
    relay.put("pattern.a", "1.0", ONE).put("rules.b", "1.0", OTHER).corruptSignature("rules.b");
    relay.publish();
    Result result = agent.update(relay, "--json");
    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.json().getString("result")).isEqualTo("PARTIAL");
    assertThat(agent.current("pattern.a")).contains("one");
    assertThat(agent.current("rules.b")).isEmpty();
    assertThat(result.component("rules.b").getInt("code")).isNegative();
    assertThat(agent.update(relay).exit()).as("nothing new the second time").isEqualTo(3);
  }

  // 2

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "updat",
        "update",
        "update --relay http://x --anchors a",
        "update --relay http://x --dir d --anchors a --what",
        "status",
        "verify --dir d",
        "clear-cache --dir /no/such/folder",
        "status --dir /no/such/folder",
      })
  void unfitCommandLine_isUsage(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");
    Result result = agent.run(args);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("freshseal-agent: ");
  }

  @ParameterizedTest
  @CsvSource({
    "'',A command is needed; see freshseal-agent --help,コマンドを指定してください。freshseal-agent --help を参照してください",
    "updat,\"updat\" is not known here,「updat」はここでは使用できません",
    "status --dir d --what,\"--what\" is not known here,「--what」はここでは使用できません",
    "status,--dir DIR is needed,--dir DIR を指定してください",
    "status --dir,--dir DIR is needed,--dir DIR を指定してください",
    "status --dir d --dir e,--dir is given more than once,--dir が複数回指定されています",
    "status --dir d --json=x,'--json: \"x\" cannot be its value',--json に「x」は指定できません"
  })
  void unfitCommandLine_isExplainedInTheLanguageOfTheReader(
      String line, String english, String japanese) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ");

    assertThat(agent.run(Locale.ENGLISH, args).err().lines())
        .first()
        .isEqualTo("freshseal-agent: " + english);
    assertThat(agent.run(Locale.JAPANESE, args).err().lines())
        .first()
        .isEqualTo("freshseal-agent: " + japanese);
    assertThat(agent.directory()).doesNotExist();
  }

  @Test
  void mistypedWord_isAnsweredWithTheOneThatWasMeant() {
    assertThat(agent.run(Locale.ENGLISH, "updat").err()).contains("Did you mean update?");
    assertThat(agent.run(Locale.JAPANESE, "updat").err()).contains("もしかして: update");
  }

  @Test
  void unfitCommandLineWithJson_isOneObjectAllTheSame() {
    Result result = agent.run("update", "--json");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.json().getInt("exit")).isEqualTo(2);
    assertThat(result.json().getString("result")).isEqualTo("USAGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "http://user:secret@x", "x", "http://x?y=1"})
  void unfitRelayAddress_isUsageAndNotRepeated(String address) {
    Result result = agent.run("update", "--relay", address, "--anchors", anchors(), "--dir", dir());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).doesNotContain("secret");
    assertThat(agent.directory()).doesNotExist();
  }

  @Test
  void rulesOfTheTrustPolicy_areUnderstoodAndOthersAreUsage() {
    relay.put("pattern.a", "1.0", "one".getBytes(StandardCharsets.UTF_8)).publish();
    String[] known = {"--revocation", "stale-tolerated", "--post-quantum", "classical"};
    assertThat(agent.update(relay, known).exit()).isZero();
    Result result = agent.verify("--revocation", "off");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("\"off\" is none of required, stale-tolerated, missing-tolerated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate", "-----BEGIN PRIVATE KEY-----\nAAAA\n"})
  void unfitAnchors_areUsage(String content) throws IOException {
    Files.writeString(temporary.resolve("anchors.pem"), content);
    assertThat(agent.update(relay).exit()).isEqualTo(2);
    Files.delete(temporary.resolve("anchors.pem"));
    Result result = agent.update(relay);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("anchors.pem");
  }

  @Test
  void help_isOfferedInBothLanguages() {
    assertThat(agent.run("--help").out()).contains("Commands:").contains("clear-cache");
    Result japanese = agent.run(Locale.JAPANESE, "update", "--help");
    assertThat(japanese.exit()).isZero();
    assertThat(japanese.out()).startsWith("使用方法: freshseal-agent update").contains("署名ファイル");
    assertThat(agent.run("--version").out()).startsWith("freshseal-agent 26.0.0-100");
  }

  @Test
  void japaneseTexts_keepCodesInEnglish() {
    Result result =
        agent.run(
            Locale.JAPANESE,
            "update",
            "--relay",
            "http://127.0.0.1:1",
            "--anchors",
            anchors(),
            "--dir",
            dir());
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("-53 STATUS_SOURCE_UNREACHABLE: ").contains("対処方法");
    assertThat(result.err()).contains("接続に失敗しました").doesNotContain("connection failed");
  }

  @Test
  void jsonUnderAJapaneseLocale_staysEnglish() {
    Result result =
        agent.run(
            Locale.JAPANESE,
            "update",
            "--json",
            "--relay",
            "http://127.0.0.1:1",
            "--anchors",
            anchors(),
            "--dir",
            dir());
    assertThat(result.out())
        .contains("STATUS_SOURCE_UNREACHABLE", "the connection failed")
        .doesNotContain("接続");
  }

  // status, verify, clear-cache

  @Test
  void status_showsWhatIsAppliedWithoutTheNetwork() {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.close();
    Result result = agent.run("status", "--dir", dir());
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("pattern.a").contains("1.0").contains("sequence 1");
  }

  @Test
  void statusWithRelay_showsWhatIsOfferedAndAppliesNothing() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.put("pattern.a", "1.1", TWO).put("rules.b", "1.0", OTHER).publish();
    Result result =
        agent.run(
            "status", "--relay", relay.address(), "--anchors", anchors(), "--dir", dir(), "--json");
    assertThat(result.exit()).isZero();
    JsonObject offered = result.component("pattern.a").getJsonObject("offered");
    assertThat(offered.getString("version")).isEqualTo("1.1");
    assertThat(result.component("rules.b")).doesNotContainKey("version");
    assertThat(agent.current("pattern.a")).contains("one");
    relay.close();
    assertThat(
            agent
                .run("status", "--relay", relay.address(), "--anchors", anchors(), "--dir", dir())
                .exit())
        .isEqualTo(4);
  }

  @Test
  void statusWithRelayButWithoutAnchors_isUsage() {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    assertThat(agent.run("status", "--relay", relay.address(), "--dir", dir()).exit()).isEqualTo(2);
  }

  @Test
  void verify_passesWithoutTheNetworkAndSeesExpiry() {
    relay.certificatesValid(Duration.ofDays(2)).put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.close();
    assertThat(agent.verify().exit()).isZero();
    clock.move(Duration.ofDays(3));
    Result result = agent.verify("--json");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.component("pattern.a").getInt("code")).isEqualTo(-24);
  }

  @Test
  void changedFile_isSeenByVerifyAndFetchedAnewAfterClearingTheCache() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    Files.writeString(agent.directory().resolve("current/pattern.a"), "eno");
    Result result = agent.verify("--json");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.json().getString("text")).isEqualTo("STATUS_DIGEST_MISMATCH");
    assertThat(agent.run("clear-cache", "--dir", dir()).exit()).isZero();
    assertThat(agent.update(relay).exit()).isZero();
    assertThat(agent.current("pattern.a")).contains("one");
    assertThat(agent.verify().exit()).isZero();
  }

  @Test
  void missingAndUnknownFiles_areSeenByVerify() throws IOException {
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    Files.delete(agent.directory().resolve("current/pattern.a"));
    Files.writeString(agent.directory().resolve("current/stranger"), "?");
    Result result = agent.verify("--json");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.component("pattern.a").getString("text")).isEqualTo("STATUS_NOT_FOUND");
    assertThat(result.component("stranger").getString("text")).isEqualTo("STATUS_NOT_FOUND");
  }

  @Test
  void clearCache_dropsPartsAndKeepsWhatIsApplied() throws IOException {
    byte[] large = new byte[400_000];
    relay.put("pattern.a", "1.0", ONE).publish();
    agent.update(relay);
    relay.put("pattern.a", "1.1", large).publish().truncating(large);
    agent.update(relay);
    assertThat(agent.directory().resolve("staging")).isNotEmptyDirectory();
    Result result = agent.run("clear-cache", "--dir", dir(), "--json");
    assertThat(result.exit()).isZero();
    assertThat(result.json().getString("result")).isEqualTo("CLEARED");
    assertThat(agent.directory().resolve("staging")).isEmptyDirectory();
    assertThat(agent.current("pattern.a")).contains("one");
    assertThat(agent.verify().exit()).isZero();
  }

  @Test
  void withdrawnComponent_keepsItsFile() throws IOException {
    relay.put("pattern.a", "1.0", ONE).put("rules.b", "1.0", OTHER).publish();
    agent.update(relay);
    relay.remove("rules.b").publish();
    assertThat(agent.update(relay).exit()).isZero();
    assertThat(agent.current("rules.b")).contains("other");
  }
}
