package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleFacts;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.MadeFile;
import io.freshseal.bundle.entity.BundleMaking.Progress;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.json.stream.JsonGenerator;
import java.util.Optional;

/** What is written beside a bundle that is kept, and shown of one that is made. */
public final class KeptBundleJson {

  /** The longest such file. */
  static final int MAX_BYTES = 64 * 1024;

  private enum Extent {
    WHOLE,
    PART
  }

  private KeptBundleJson() {}

  /** Writes members of an object that was begun: {@code usableUntil} first. */
  public static void write(BundleMaking making, JsonGenerator json) {
    BundleFacts facts = making.facts();
    UsableUntilJson.write(facts.usable(), json);
    json.write("id", making.id().toString())
        .write("file", facts.fileName())
        .write("source", facts.source())
        .write("epoch", facts.epoch())
        .write("sequence", facts.sequence())
        .write("components", facts.components())
        .write("extent", (facts.whole() ? Extent.WHOLE : Extent.PART).name())
        .write("startedBy", making.by())
        .write("started", making.started().toString())
        .write("state", making.state().name())
        .write("bytesWritten", making.progress().written())
        .write("bytesToWrite", making.progress().all());
    making
        .file()
        .ifPresent(
            file ->
                json.write("bytes", file.bytes())
                    .write("sha256", file.sha256().hex())
                    .write("finished", file.finished().toString()));
  }

  static byte[] write(BundleMaking making) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          write(making, json);
          json.writeEnd();
        });
  }

  /** Reads what was written of a bundle that is made; empty for anything else. */
  static Optional<BundleMaking> read(byte[] bytes) {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonFields fields = cursor.fields();
      cursor.end();
      return Optional.of(read(fields));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private static BundleMaking read(JsonFields fields) throws MalformedJsonException {
    long all = fields.number("bytesToWrite", 0, Long.MAX_VALUE);
    return new BundleMaking(
        fields.value("id", JsonFields::parseUuid),
        new BundleFacts(
            fields.value("file", Optional::of),
            fields.value("source", CatalogJson::source),
            fields.number("epoch", 0, Long.MAX_VALUE),
            fields.number("sequence", 0, Long.MAX_VALUE),
            (int) fields.number("components", 0, Integer.MAX_VALUE),
            fields.value("extent", KeptBundleJson::whole),
            UsableUntilJson.read(fields)),
        fields.value("startedBy", Optional::of),
        fields.instant("started"),
        fields.value("state", text -> Optional.of(State.COMPLETED)),
        new Progress(all, all),
        Optional.of(
            new MadeFile(
                fields.number("bytes", 0, Long.MAX_VALUE),
                fields.value("sha256", Sha256::parse),
                fields.instant("finished"))),
        StatusCode.OK,
        Optional.empty());
  }

  private static Optional<Boolean> whole(String text) {
    return Optional.of(Extent.WHOLE.name().equals(text));
  }
}
