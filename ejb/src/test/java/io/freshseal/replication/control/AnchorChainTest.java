package io.freshseal.replication.control;

import static io.freshseal.trust.AnchorForge.bundle;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.Folders;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.AnchorForge;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relays and agents that follow a source through the replacement of its trust anchors. */
class AnchorChainTest {

  private static final char[] PASSWORD = "test".toCharArray();
  private static final IssuedSigner A = AnchorForge.authority("A");
  private static final IssuedSigner B = AnchorForge.authority("B");
  private static final IssuedSigner C = AnchorForge.authority("C");
  private static final IssuedSigner THIEF = AnchorForge.authority("Thief");

  @TempDir Path dir;
  private ReplicationBench bench;
  private Vault vault;
  private TrustAnchors operator;
  private AnchorForge newest;

  @BeforeEach
  void open() throws Exception {
    bench = new ReplicationBench(dir.resolve("bench"));
    vault = bench.vault("relay");
    newest = AnchorForge.link(bundle(1, 1, Optional.empty(), A, B)).by(A, B);
    offer(newest);
    bench.upstream.signWith(signing(A));
    operator = link(newest).anchors();
    bench.upstream.offer("pattern.a", "1.0", new byte[] {1});
    bench.upstream.publish();
  }

  @AfterEach
  void close() throws StorageException {
    bench.close();
  }

  private SigningAuthority signing(IssuedSigner authority)
      throws GeneralSecurityException, IOException {
    Path file = dir.resolve(UUID.randomUUID() + ".p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    authority.store(store, "authority", PASSWORD);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return SigningAuthority.ofKeystore(file, PASSWORD).toOptional().orElseThrow();
  }

  private static AnchorLink link(AnchorForge forge) {
    return AnchorLinkJson.parse(forge.make()).toOptional().orElseThrow();
  }

  private void offer(AnchorForge forge) {
    AnchorLink link = link(forge);
    AnchorsEntry name = link.fileName();
    bench.upstream.links.put(name.number(), link.file());
    bench.upstream.keep(link.file());
    bench.upstream.anchorsEntry = Optional.of(name);
    newest = forge;
  }

  /** The next bundle, of these authorities, signed by those of the one before. */
  private AnchorForge next(IssuedSigner[] signers, IssuedSigner... authorities) {
    long number = link(newest).bundle().number() + 1;
    return AnchorForge.link(bundle(number, 1, newest.name(), authorities)).by(signers);
  }

  private static IssuedSigner[] by(IssuedSigner... signers) {
    return signers;
  }

  /** The source has A and B, then B and C, then C alone, and signs with the last. */
  private void rollOverTwice() throws Exception {
    offer(next(by(A, B), B, C));
    bench.upstream.signWith(signing(B));
    bench.upstream.renew("pattern.a");
    bench.upstream.publish();
    offer(next(by(B), C));
    bench.upstream.signWith(signing(C));
    bench.upstream.renew("pattern.a");
    bench.upstream.publish();
  }

  private RunOutcome run(UpdateSource source, RunPolicy policy) {
    return new Replicator(vault, new CatalogJudge(), new SignatureJudge(), Runnable::run)
        .run(
            new RunRequest(
                source,
                TrustBasis.of(operator),
                bench.clock.instant(),
                policy,
                RunListener.SILENT));
  }

  private RunOutcome runRelay() {
    return run(bench.upstream, RunPolicy.relay(true));
  }

  private RunOutcome runAgent() {
    return run(bench.upstream, RunPolicy.agent());
  }

  private long number() {
    return vault.anchors().standing(operator).number();
  }

  private static StatusCode code(RunOutcome outcome) {
    return outcome.code();
  }

  /** Everything in the store's folder, to the byte. */
  private String fingerprint() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(dir.resolve("bench/relay"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(file.getFileName()).append(Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return all.toString();
  }

  @Test
  void catalogThatNamesALaterBundle_leadsThere() throws Exception {
    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);
    offer(next(by(A, B), A, B, C));
    bench.upstream.publish();

    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);

    assertThat(number()).isEqualTo(2);
    assertThat(vault.anchors().standing(operator).anchors().certificates())
        .contains(C.certificate());
  }

  @Test
  void machineThatWasOffForTwoRollOvers_catchesUpInOneRun() throws Exception {
    runAgent();
    rollOverTwice();

    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);

    assertThat(number()).isEqualTo(3);
    assertThat(vault.anchors().standing(operator).anchors().certificates())
        .containsExactly(C.certificate());
    assertThat(vault.state().held().get(0).signature().serial()).isEqualTo(3);
  }

  @Test
  void freshMachineWithTheOldestAnchors_catchesUpToo() throws Exception {
    rollOverTwice();

    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
  }

  @Test
  void pemFileWithoutANumber_growsFromItsKeys() throws Exception {
    operator =
        TrustAnchors.parse(TestPki.pem(B.certificate()).getBytes(StandardCharsets.US_ASCII))
            .toOptional()
            .orElseThrow();
    rollOverTwice();

    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
  }

  @Test
  void whileBothAreAnchors_oldAndNewSignersAreAccepted() throws Exception {
    offer(next(by(A), A, B, C));
    bench.upstream.publish();
    runRelay();
    bench.upstream.signWith(signing(C));
    bench.upstream.offer("rules.b", "1.0", new byte[] {2});
    bench.upstream.publish();

    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);

    assertThat(vault.state().held()).hasSize(2);
  }

  @Test
  void grownAnchors_outliveRestartAndClearedCache() throws Exception {
    rollOverTwice();
    runAgent();
    vault.alone(vault::clear);
    vault = bench.reopen("relay");

    assertThat(number()).isEqualTo(3);
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void relay_handsOnEveryLinkToAgentsThatAreBehind() throws Exception {
    rollOverTwice();
    operator = link(newest).anchors();
    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);
    VaultSource relay = new VaultSource(vault, "26.0.0-100");
    vault = bench.vault("agent");
    operator =
        AnchorLinkJson.parse(bench.upstream.links.get(1L)).toOptional().orElseThrow().anchors();

    assertThat(run(relay, RunPolicy.agent()).result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
  }

  @Test
  void linkThatTooFewHaveSigned_endsTheRunAndChangesNothing() throws Exception {
    runRelay();
    offer(next(by(THIEF), THIEF));
    bench.upstream.publish();
    final String before = fingerprint();

    RunOutcome outcome = runRelay();

    assertThat(code(outcome)).isEqualTo(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(outcome.switched()).isFalse();
    assertThat(number()).isEqualTo(1);
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void strangersCatalogWithStrangersLinks_staysUntrusted() throws Exception {
    runRelay();
    offer(next(by(THIEF), THIEF));
    bench.upstream.signWith(signing(THIEF));
    bench.upstream.publish();
    final String before = fingerprint();

    RunOutcome outcome = runRelay();

    assertThat(code(outcome)).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
    assertThat(outcome.refusals())
        .extracting(refusal -> refusal.code())
        .contains(StatusCode.ANCHORS_UNTRUSTED);
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void secondBundleOfOneNumber_isEquivocationAndChangesNothing() throws Exception {
    runRelay();
    offer(next(by(A), A, B, C));
    bench.upstream.publish();
    runRelay();
    newest = AnchorForge.link(bundle(1, 1, Optional.empty(), A, B)).by(A);
    offer(next(by(A), A, B, THIEF));
    bench.upstream.publish();
    final String before = fingerprint();

    assertThat(code(runRelay())).isEqualTo(StatusCode.EQUIVOCATION);

    assertThat(number()).isEqualTo(2);
    assertThat(fingerprint()).isEqualTo(before);
  }

  /** The bundle that the catalog names, in other words, which nobody has signed. */
  private byte[] sameAnchorsInOtherWords() {
    AnchorBundle named = link(newest).bundle();
    AnchorBundle other =
        new AnchorBundle(
            named.source(),
            named.number(),
            named.threshold(),
            named.issued().plusSeconds(1),
            named.anchors(),
            named.previous());
    return AnchorLinkJson.link(AnchorLinkJson.bundle(other), List.of());
  }

  @Test
  void mirrorsOwnWordingOfTheFirstBundle_isNoneToGrowFrom() throws Exception {
    Sha256 named = bench.upstream.anchorsEntry.get().sha256();
    byte[] genuine = bench.upstream.bytes(named);
    bench.upstream.corrupt(named, sameAnchorsInOtherWords());

    assertThat(code(runAgent())).isEqualTo(StatusCode.DIGEST_MISMATCH);

    assertThat(vault.anchors().earliest()).isEmpty();
    assertThat(dir.resolve("bench/relay/anchors")).doesNotExist();
    bench.upstream.corrupt(named, genuine);
    rollOverTwice();
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
  }

  @Test
  void mirrorsOtherAnchorsUnderTheNumberAtHand_areNoEquivocationOfTheSource() throws Exception {
    AnchorForge forged = AnchorForge.link(bundle(1, 1, Optional.empty(), THIEF)).by(THIEF);
    bench.upstream.corrupt(bench.upstream.anchorsEntry.get().sha256(), forged.make());

    assertThat(code(runAgent())).isEqualTo(StatusCode.DIGEST_MISMATCH);

    assertThat(vault.anchors().earliest()).isEmpty();
  }

  @Test
  void linkThatIsNotTheNamedOne_isNotFollowed() throws Exception {
    runRelay();
    offer(next(by(A, B), B, C));
    bench.upstream.publish();
    AnchorForge forged =
        AnchorForge.link(bundle(2, 1, link(newest).bundle().previous(), THIEF)).by(THIEF);
    bench.upstream.corrupt(bench.upstream.anchorsEntry.get().sha256(), forged.make());
    final String before = fingerprint();

    assertThat(code(runRelay())).isEqualTo(StatusCode.DIGEST_MISMATCH);

    assertThat(number()).isEqualTo(1);
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void sameBundleWithOtherSignatures_isNoFork() throws Exception {
    offer(next(by(A), A, B, C));
    bench.upstream.publish();
    runRelay();
    offer(AnchorForge.link(link(newest).bundle()).by(B, A));
    bench.upstream.publish();

    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);
    offer(next(by(C), C));
    bench.upstream.signWith(signing(C));
    bench.upstream.renew("pattern.a");
    bench.upstream.publish();
    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
  }

  @Test
  void expiredNewestBundle_isRefusedAndExpiredOldOnesAreNot() throws Exception {
    Instant longAgo = ReplicationBench.START.minus(Duration.ofDays(700));
    IssuedSigner old = AnchorForge.authority("Old", longAgo, Duration.ofDays(100));
    offer(next(by(A), old));
    bench.upstream.publish();
    runAgent();
    assertThat(number()).isEqualTo(1);
    assertThat(code(runAgent())).isEqualTo(StatusCode.ANCHORS_EXPIRED);

    offer(next(by(old), C));
    bench.upstream.signWith(signing(C));
    bench.upstream.renew("pattern.a");
    bench.upstream.publish();
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
  }

  @Test
  void moreThan64Links_areFollowedOverTwoRuns() throws Exception {
    for (int i = 0; i < 70; i++) {
      offer(next(by(A), A));
    }
    offer(next(by(A), C));
    bench.upstream.signWith(signing(C));
    bench.upstream.renew("pattern.a");
    bench.upstream.publish();

    assertThat(code(runAgent())).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
    assertThat(number()).isEqualTo(65);
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(72);
  }

  @Test
  void linkThatIsNotThere_endsTheRunOfACatalogThatNamesIt() throws Exception {
    runRelay();
    offer(next(by(A), A, B, C));
    bench.upstream.publish();
    bench.upstream.withhold(bench.upstream.anchorsEntry.get().sha256());

    assertThat(code(runRelay())).isEqualTo(StatusCode.SOURCE_INCOMPLETE);
    assertThat(number()).isEqualTo(1);

    bench.upstream.release(bench.upstream.anchorsEntry.get().sha256());
    assertThat(runRelay().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(2);
  }

  @Test
  void operatorsNewerFile_wins() throws Exception {
    runAgent();
    rollOverTwice();
    operator = link(newest).anchors();

    assertThat(number()).isEqualTo(3);
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void operatorsFileOfAnotherChain_winsWhateverItsNumber() throws Exception {
    rollOverTwice();
    runAgent();
    AnchorForge anew = AnchorForge.link(bundle(1, 1, Optional.empty(), THIEF)).by(THIEF);
    operator = link(anew).anchors();

    assertThat(number()).isEqualTo(1);
    assertThat(code(runAgent())).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
  }

  @Test
  void operatorsOlderFileOfTheSameChain_takesNothingBack() throws Exception {
    rollOverTwice();
    runAgent();
    runRelay();
    operator =
        AnchorLinkJson.parse(bench.upstream.links.get(2L)).toOptional().orElseThrow().anchors();

    assertThat(number()).isEqualTo(3);
  }

  @Test
  void killBetweenLinkAndNewest_leavesTheOldAnchors() throws Exception {
    runAgent();
    final byte[] old = Files.readAllBytes(anchors().resolve("newest.json"));
    rollOverTwice();
    runAgent();
    // Forced before the files that name it: what a kill leaves is the new links and the old name.
    Files.write(anchors().resolve("newest.json"), old);
    Files.write(anchors().resolve("newest.json.x.tmp"), new byte[] {1});
    Files.write(copyOfAnchors().resolve("newest.json"), old);
    vault = bench.reopen("relay");

    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(number()).isEqualTo(1);
    assertThat(runAgent().result()).isEqualTo(RunResult.COMPLETED);
    assertThat(number()).isEqualTo(3);
    assertThat(anchors().resolve("newest.json.x.tmp")).doesNotExist();
  }

  @Test
  void killBetweenTheCopyAndTheStore_leavesTheNewAnchors() throws Exception {
    runAgent();
    final byte[] old = Files.readAllBytes(anchors().resolve("newest.json"));
    rollOverTwice();
    runAgent();
    Files.write(anchors().resolve("newest.json"), old);
    vault = bench.reopen("relay");

    assertThat(vault.recovery().isLoss()).isFalse();
    assertThat(number()).isEqualTo(3);
    assertThat(vault.anchors().link(2)).as("handed on").isPresent();
  }

  @Test
  void anchorsLostWithTheStore_areKnownFromTheirCopy() throws Exception {
    rollOverTwice();
    runAgent();
    Folders.delete(anchors());
    vault = bench.reopen("relay");

    assertThat(number()).isEqualTo(3);
    assertThat(anchors().resolve("newest.json")).exists();
  }

  @Test
  void damagedFile_isRestoredFromTheOtherAndSaid() throws Exception {
    rollOverTwice();
    runAgent();
    for (Path folder : List.of(anchors(), copyOfAnchors())) {
      Files.write(folder.resolve("newest.json"), new byte[] {'{'});
      vault = bench.reopen("relay");

      assertThat(number()).isEqualTo(3);
      assertThat(vault.recovery().loss().english())
          .isEqualTo(
              "place in the chain of trust anchors (one of its two files is damaged; restored from"
                  + " the other)");
      vault = bench.reopen("relay");
      assertThat(vault.recovery().isLoss()).as("told once").isFalse();
    }
  }

  @Test
  void bothFilesDamaged_leaveTheOperatorsAnchorsAndAreSaid() throws Exception {
    rollOverTwice();
    runAgent();
    Files.write(anchors().resolve("newest.json"), new byte[] {'{'});
    Files.write(copyOfAnchors().resolve("newest.json"), new byte[0]);
    vault = bench.reopen("relay");

    assertThat(number()).isEqualTo(1);
    assertThat(vault.recovery().loss().english()).contains("its file and the copy are damaged");
  }

  private Path anchors() {
    return dir.resolve("bench/relay/anchors");
  }

  private Path copyOfAnchors() {
    return dir.resolve("bench/relay/memory/anchors");
  }
}
