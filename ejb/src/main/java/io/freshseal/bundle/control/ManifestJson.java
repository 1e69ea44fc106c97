package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.JsonBytes;
import jakarta.json.stream.JsonGenerator;

/**
 * The manifest of a bundle, format {@code freshseal-bundle/1}: for people and programs that look
 * into the archive. It is never read here.
 */
final class ManifestJson {

  private static final String FORMAT = "freshseal-bundle/1";

  private ManifestJson() {}

  static byte[] write(BundlePlan plan) {
    return JsonBytes.write(
        json -> {
          Catalog catalog = plan.catalog();
          json.writeStartObject().write("format", FORMAT);
          UsableUntilJson.write(plan.usable(), json);
          json.write("source", catalog.source())
              .write("epoch", catalog.epoch())
              .write("sequence", catalog.sequence())
              .write("issued", catalog.issued().toString())
              .write("expires", catalog.expires().toString())
              .writeStartArray("components");
          catalog.components().forEach(entry -> component(entry, plan, json));
          json.writeEnd().writeEnd();
        });
  }

  private static void component(CatalogEntry entry, BundlePlan plan, JsonGenerator json) {
    json.writeStartObject()
        .write("id", entry.id().text())
        .write("kind", entry.kind().name())
        .write("platform", entry.platform().toString())
        .write("version", entry.version().text())
        .write("size", entry.size())
        .write("sha256", entry.sha256().hex())
        .write("signature", entry.signature().sha256().hex())
        .write("serial", entry.signature().serial())
        .write("signatureExpires", entry.signature().expires().toString())
        .write("wanted", plan.components().contains(entry.id()))
        .writeEnd();
  }
}
