package io.freshseal.api.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.boundary.DeltaDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without JAX-RS, and what is left to it. */
class QuickReadingTest {

  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5};
  private static final byte[] OBJECT = {6, 7, 8, 9};
  private static final Sha256 HELD = Sha256.of(new byte[] {10});

  @TempDir Path folder;
  private OneShelf shelf;
  private QuickReading reading;
  private Sha256 catalog;
  private Sha256 object;

  @BeforeEach
  void serve() throws IOException {
    shelf = new OneShelf(folder);
    reading = new QuickReading(shelf, new DeltaAnswers(new DeltaDesk()));
    catalog = shelf.publish(FIRST, 1);
    object = shelf.put(OBJECT);
  }

  private static QuickRequest asked(String ifNoneMatch, boolean head) {
    return new QuickRequest(head, ifNoneMatch, List.of(), List.of(), List.of());
  }

  private QuickAnswer get(String path) {
    return reading.answer(path, asked(null, false));
  }

  private String ofObject() {
    return "/objects/" + object.hex();
  }

  private static String tag(Sha256 digest) {
    return '"' + digest.hex() + '"';
  }

  @Test
  void catalog_isAnsweredWithItsFileAndHeaders() throws IOException {
    QuickAnswer answer = get("/catalog");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.file()).hasBinaryContent(FIRST);
    assertThat(answer.length()).isEqualTo(FIRST.length);
    assertThat(answer.headers())
        .containsEntry("ETag", tag(catalog))
        .containsEntry("Cache-Control", "no-cache")
        .containsEntry("Content-Type", "application/pkcs7-mime")
        .containsEntry("Vary", "Accept, Accept-Encoding, Available-Dictionary")
        .containsKeys("Repr-Digest", "Accept-Ranges");
  }

  @Test
  void object_isAnsweredByItsName() {
    QuickAnswer answer = get(ofObject());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.file()).hasBinaryContent(OBJECT);
    assertThat(answer.headers())
        .containsEntry("ETag", tag(object))
        .containsEntry("Content-Type", "application/octet-stream")
        .containsEntry("Vary", "Accept-Encoding, Available-Dictionary");
  }

  @Test
  void head_hasTheLengthAndNoFile() {
    for (String path : new String[] {"/catalog", ofObject()}) {
      QuickAnswer answer = reading.answer(path, asked(null, true));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.file()).isNull();
      assertThat(answer.length()).isPositive();
      assertThat(answer.headers()).isEqualTo(get(path).headers());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*", "\"a\" ,W/\"b\",\t%s"})
  void whoHasTheseBytes_isToldSo_withoutThem(String form) {
    QuickAnswer answer = reading.answer("/catalog", asked(form.formatted(tag(catalog)), false));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.file()).isNull();
    assertThat(answer.headers())
        .containsEntry("ETag", tag(catalog))
        .doesNotContainKey("Content-Type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "no tag", "\"", "\"%s", "W/", "%s*", "\"\"", "\0", "* , %s"})
  void conditionThatIsDamaged_matchesNothing(String form) {
    String damaged = form.formatted(catalog.hex());

    assertThat(reading.answer("/catalog", asked(damaged, false)).status()).isEqualTo(200);
    assertThat(reading.answer(ofObject(), asked(damaged, false)).status()).isEqualTo(200);
  }

  @Test
  void conditionOfAnyLength_isReadToItsEnd() {
    String long1 = "\"x\", ".repeat(100_000);

    assertThat(reading.answer("/catalog", asked(long1, false)).status()).isEqualTo(200);
    assertThat(reading.answer("/catalog", asked(long1 + tag(catalog), false)).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "catalog",
        "/catalog/",
        "/Catalog",
        "/catalog;a=b",
        "/%63atalog",
        "/./catalog",
        "//catalog",
        "/catalog/signatures",
        "/components",
        "/anchors",
        "/objects",
        "/objects/",
        "/objects/none",
        "/objects//",
        "/objects/../catalog",
        "/objects/..%2fcatalog",
        "/objects/\0"
      })
  void anyOtherPath_isLeftToTheResources(String path) {
    assertThat(get(path)).isNull();
    assertThat(reading.answer(path, asked("*", true))).isNull();
  }

  @Test
  void whatIsAlmostTheNameOfAnObject_isLeftToTheResources() {
    String hex = object.hex();
    for (String name :
        new String[] {
          hex.toUpperCase(Locale.ROOT),
          hex.substring(1),
          hex + "0",
          hex + "/",
          hex + "/x",
          hex + "\n",
          " " + hex,
          "%30" + hex.substring(1),
          hex.substring(0, 63) + "g",
          hex.repeat(10_000),
          Sha256.of(new byte[] {0}).hex()
        }) {
      assertThat(get("/objects/" + name)).as(name).isNull();
    }
  }

  @Test
  void objectThatHasGone_isLeftToTheResources() throws IOException {
    assertThat(get(ofObject())).isNotNull();
    shelf.drop(object);

    assertThat(get(ofObject())).isNull();
  }

  @Test
  void folderInPlaceOfAnObject_isLeftToTheResources() throws IOException {
    shelf.drop(object);
    Files.createDirectory(folder.resolve(object.hex()));

    assertThat(get(ofObject())).isNull();
  }

  @Test
  void beforeTheFirstCatalog_thatIsLeftToTheResources_andObjectsAreNot() throws IOException {
    OneShelf empty = new OneShelf(folder);
    QuickReading early = new QuickReading(empty, new DeltaAnswers(new DeltaDesk()));

    assertThat(early.answer("/catalog", asked(null, false))).isNull();
    assertThat(early.answer(ofObject(), asked(null, false))).isNotNull();

    empty.publish(SECOND, 1);
    assertThat(early.answer("/catalog", asked(null, false)).file()).hasBinaryContent(SECOND);
  }

  @Test
  void catalogWhoseFileIsMissing_isLeftToTheResources() throws IOException {
    shelf.drop(catalog);
    reading.changed();

    assertThat(get("/catalog")).isNull();
  }

  @Test
  void afterASwitch_theNextAnswerIsTheNewCatalogs() throws IOException {
    assertThat(get("/catalog").file()).hasBinaryContent(FIRST);

    Sha256 next = shelf.publish(SECOND, 2);

    assertThat(get("/catalog").file()).hasBinaryContent(SECOND);
    assertThat(reading.answer("/catalog", asked(tag(catalog), false)).status()).isEqualTo(200);
    assertThat(reading.answer("/catalog", asked(tag(next), false)).status()).isEqualTo(304);
  }

  @Test
  void roleThatIsSwitchedOff_leavesEverythingToTheResources() {
    assertThat(get("/catalog")).isNotNull();
    shelf.active = false;
    reading.changed();

    assertThat(get("/catalog")).isNull();
    assertThat(get(ofObject())).isNull();

    shelf.active = true;
    reading.changed();
    assertThat(get("/catalog")).isNotNull();
  }

  private static QuickRequest holding(Sha256 held, String ifNoneMatch, String... sites) {
    String dictionary = ":" + Base64.getEncoder().encodeToString(held.bytes()) + ":";
    return new QuickRequest(
        false, ifNoneMatch, List.of("dcz, zstd"), List.of(dictionary), List.of(sites));
  }

  @Test
  void whoHoldsWhatADeltaLeadsFrom_getsThat_withItsOwnTag() throws IOException {
    for (String path : new String[] {"/catalog", ofObject()}) {
      Sha256 wanted = path.equals("/catalog") ? catalog : object;
      ReadyDelta ready = new ReadyDelta(folder, HELD, wanted);
      QuickReading quick = new QuickReading(shelf, new DeltaAnswers(ready));

      QuickAnswer answer = quick.answer(path, holding(HELD, null));

      assertThat(answer.file()).hasBinaryContent(ReadyDelta.BYTES);
      assertThat(answer.length()).isEqualTo(ReadyDelta.BYTES.length);
      assertThat(answer.headers())
          .containsEntry("Content-Encoding", "dcz")
          .containsEntry("ETag", tag(Sha256.of(ReadyDelta.BYTES)))
          .hasEntrySatisfying("Vary", vary -> assertThat(vary).contains("Available-Dictionary"));
      assertThat(quick.answer(path, holding(HELD, tag(Sha256.of(ReadyDelta.BYTES)))).status())
          .isEqualTo(304);
    }
  }

  @Test
  void whoHoldsSomethingElse_orComesFromAnotherSite_getsTheWhole() throws IOException {
    QuickReading quick =
        new QuickReading(shelf, new DeltaAnswers(new ReadyDelta(folder, HELD, catalog)));

    for (QuickRequest request :
        List.of(
            holding(object, null),
            holding(HELD, null, "cross-site"),
            holding(HELD, null, "none", "same-site"),
            new QuickRequest(false, null, List.of("dcz"), List.of(":x:"), List.of()))) {
      QuickAnswer answer = quick.answer("/catalog", request);

      assertThat(answer.file()).hasBinaryContent(FIRST);
      assertThat(answer.headers()).doesNotContainKey("Content-Encoding");
    }
  }

  @Test
  void whoHoldsTheNewestCatalog_isToldSo_withoutALookForDeltas() throws IOException {
    ReadyDelta ready = new ReadyDelta(folder, HELD, catalog);
    QuickReading quick = new QuickReading(shelf, new DeltaAnswers(ready));
    QuickRequest poll =
        new QuickRequest(
            true, tag(catalog), List.of("dcz"), holding(catalog, null).dictionaries(), List.of());

    assertThat(quick.answer("/catalog", poll).status()).isEqualTo(304);
    assertThat(ready.looks).isZero();
  }

  @Test
  void whileNothingChanges_theShelfIsNotAskedAgain() {
    get("/catalog");
    int before = shelf.asked;

    get("/catalog");
    get(ofObject());

    assertThat(shelf.asked).isEqualTo(before);
  }
}
