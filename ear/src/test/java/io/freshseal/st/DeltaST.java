package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A component changes a little: who holds the version before gets the difference (RFC 9842), from
 * the source, from the relay, by the agent and by programs that know nothing of this product.
 */
class DeltaST {

  private static final String ID = "changes-a-little";
  private static final byte[] OLD = Bytes.of(300_000, 21);
  private static final byte[] NEW = edited();
  private static final Duration SOON = Duration.ofSeconds(30);

  private static Freshseal freshseal;
  private static Agent agent;
  private static Answer delta;

  @BeforeAll
  static void changeIt() {
    freshseal = Freshseal.of(Shared.server());
    freshseal.publish(ID, "1.0", OLD);
    freshseal.runRelay();
    agent = freshseal.newAgent();
    agent.update().expect(Agent.UPDATED);
    freshseal.publish(ID, "1.1", NEW);
    delta =
        Eventually.untilGet(
            "the delta is ready",
            SOON,
            () -> asked("dcz", Freshseal.SOURCE),
            answer -> answer.header("Content-Encoding").equals("dcz"));
  }

  private static byte[] edited() {
    byte[] bytes = Arrays.copyOf(OLD, OLD.length + 10);
    for (int at = 1000; at < bytes.length; at += 30_000) {
      bytes[at]++;
    }
    return bytes;
  }

  private static Answer asked(String codings, String base, String... more) {
    String[] headers = {"Accept-Encoding", codings, "Available-Dictionary", offered(OLD)};
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return freshseal.anonymous().get(base + "/objects/" + Digests.sha256(NEW), all).expect(200);
  }

  private static String offered(byte[] held) {
    byte[] digest = HexFormat.of().parseHex(Digests.sha256(held));
    return ":" + Base64.getEncoder().encodeToString(digest) + ":";
  }

  @Test
  void agentBehindTheRelay_takesTheDifference_ofContentAndCatalog() throws IOException {
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");

    JsonObject updated =
        Json.createReader(new StringReader(agent.update("--json").expect(Agent.UPDATED).out()))
            .readObject();

    assertThat(updated.getJsonNumber("savedBytes").longValue()).isGreaterThan(290_000);
    assertThat(updated.getJsonNumber("bytes").longValue()).isLessThan(150_000);
    assertThat(Files.readAllBytes(agent.folder().resolve("current/" + ID))).isEqualTo(NEW);
    assertThat(asked("gzip, dcz", Freshseal.RELAY).body()).isEqualTo(delta.body());
  }

  @Test
  void delta_isDecodedByTheZstdProgram() throws IOException {
    Path folder = Distribution.folder("zstd");
    Path old = Files.write(folder.resolve("old"), OLD);
    Path body = Files.write(folder.resolve("new.dcz"), delta.body());

    Command.run(
            "zstd",
            "-q",
            "-d",
            "--patch-from=" + old,
            body.toString(),
            "-o",
            folder.resolve("new").toString())
        .expect(0);

    assertThat(delta.body().length).isLessThan(2000);
    assertThat(Files.readAllBytes(folder.resolve("new"))).isEqualTo(NEW);
  }

  @Test
  void delta_isARepresentationOfItsOwn() {
    Answer whole = freshseal.anonymous().get(Freshseal.SOURCE + "/objects/" + Digests.sha256(NEW));
    String tag = delta.header("ETag");

    assertThat(whole.body()).isEqualTo(NEW);
    assertThat(whole.header("ETag")).isNotEqualTo(tag);
    for (Answer each : new Answer[] {whole, delta}) {
      assertThat(each.header("Vary")).isEqualTo("Accept-Encoding, Available-Dictionary");
    }
    assertThat(delta.header("Repr-Digest")).isEqualTo("sha-256=" + offered(delta.body()));
    for (String codings : new String[] {"identity", "dcz;q=0", "br, gzip, *"}) {
      assertThat(asked(codings, Freshseal.SOURCE).body()).as(codings).isEqualTo(NEW);
    }
    assertThat(asked("dcz", Freshseal.SOURCE, "Sec-Fetch-Site", "cross-site").body())
        .as("nobody else's reader is measured")
        .isEqualTo(NEW);
  }

  @Test
  void content_saysWhatItServesAsADictionaryFor() {
    String address = Freshseal.SOURCE + "/components/" + ID + "/1.1";

    Answer content = freshseal.anonymous().get(address).expect(200);

    assertThat(content.header("Use-As-Dictionary"))
        .isEqualTo("match=\"/source/v1/components/" + ID + "/*\"");
    Answer coded =
        freshseal
            .anonymous()
            .get(address, "Accept-Encoding", "dcz", "Available-Dictionary", offered(OLD))
            .expect(200);
    assertThat(coded.body()).isEqualTo(delta.body());
  }

  @Test
  void dictionaryThatCannotBeRead_countsAsNone() {
    for (String wrong : new String[] {"", ":abc:", offered(OLD) + ", " + offered(OLD), "x"}) {
      Answer answer =
          freshseal
              .anonymous()
              .get(
                  Freshseal.SOURCE + "/objects/" + Digests.sha256(NEW),
                  "Accept-Encoding",
                  "dcz",
                  "Available-Dictionary",
                  wrong)
              .expect(200);
      assertThat(answer.body()).as(wrong).isEqualTo(NEW);
    }
  }
}
