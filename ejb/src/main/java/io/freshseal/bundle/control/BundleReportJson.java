package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleReport.Contents;
import io.freshseal.bundle.entity.BundleReport.Line;
import io.freshseal.bundle.entity.BundleReport.Missing;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sentence;
import jakarta.json.stream.JsonGenerator;
import java.util.function.Function;

/** What is in a bundle, as members of an object that was begun. */
public final class BundleReportJson {

  private final JsonGenerator json;
  private final Function<Sentence, String> words;

  /**
   * Makes a writer.
   *
   * @param words puts a sentence into the reader's language
   */
  public BundleReportJson(JsonGenerator json, Function<Sentence, String> words) {
    this.json = json;
    this.words = words;
  }

  /** Writes {@code usableUntil} first, then the catalog, its components, and what is missing. */
  public void write(Contents contents) {
    UsableUntilJson.write(contents.usable(), json);
    Catalog catalog = contents.catalog().catalog();
    json.writeStartObject("catalog")
        .write("source", catalog.source())
        .write("epoch", catalog.epoch())
        .write("sequence", catalog.sequence())
        .write("issued", catalog.issued().toString())
        .write("expires", catalog.expires().toString())
        .write("signer", contents.catalog().facts().signer().subject())
        .writeEnd()
        .writeStartArray("components");
    contents.lines().forEach(this::write);
    json.writeEnd().writeStartArray("missing");
    contents.missing().forEach(this::write);
    json.writeEnd();
  }

  private void write(Line line) {
    CatalogEntry offered = line.offered();
    json.writeStartObject()
        .write("id", offered.id().text())
        .write("version", offered.version().text())
        .write("serial", offered.signature().serial())
        .write("signatureExpires", offered.signature().expires().toString())
        .write("size", offered.size())
        .write("sha256", offered.sha256().hex())
        .write("change", line.change().name())
        .write("code", line.code().code())
        .write("text", line.code().text());
    line.why().ifPresent(why -> json.write("detail", words.apply(why)));
    json.writeEnd();
  }

  private void write(Missing missing) {
    json.writeStartObject();
    missing.component().ifPresent(id -> json.write("component", id.text()));
    json.write("sha256", missing.sha256().hex()).write("size", missing.size()).writeEnd();
  }
}
