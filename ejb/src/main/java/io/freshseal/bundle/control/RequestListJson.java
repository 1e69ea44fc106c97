package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of a request list, format {@code freshseal-request/1}. */
public final class RequestListJson {

  /** The longest list. */
  public static final int MAX_BYTES = 4 << 20;

  private static final String FORMAT = "freshseal-request/1";

  private RequestListJson() {}

  /** The list of a store: what it holds now, of the source that it follows. */
  public static RequestList of(Vault vault) {
    StoreState state = vault.state();
    String source = state.followed().orElse("");
    Optional<CatalogMemory> memory = state.memory(source);
    Set<Sha256> held = new HashSet<>();
    state
        .held()
        .forEach(
            entry -> {
              // A relay may hold a signature file without its content.
              if (vault.objects().holds(entry.sha256(), entry.size())) {
                held.add(entry.sha256());
              }
              held.add(entry.signature().sha256());
            });
    return new RequestList(
        source,
        memory.map(CatalogMemory::epoch).orElse(0L),
        memory.map(CatalogMemory::sequence).orElse(0L),
        held);
  }

  /** Writes a list; the same list gives the same bytes. */
  public static byte[] write(RequestList list) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject()
              .write("format", FORMAT)
              .write("source", list.source())
              .write("epoch", list.epoch())
              .write("sequence", list.sequence())
              .writeStartArray("held");
          new TreeSet<>(list.held()).forEach(digest -> json.write(digest.hex()));
          json.writeEnd().writeEnd();
        });
  }

  /** Reads foreign bytes; refused with {@code BAD_REQUEST}. Unknown members are ignored. */
  public static Outcome<RequestList> parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return malformed();
    }
    JsonList<Sha256> held =
        new JsonList<>(
            RequestList.MOST_HELD,
            cursor ->
                Sha256.parse(cursor.text())
                    .orElseThrow(
                        () -> new MalformedJsonException(BundleSentence.REQUEST_MALFORMED)));
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      JsonFields top = cursor.fields(Map.of("held", held));
      cursor.end();
      top.value("format", text -> FORMAT.equals(text) ? Optional.of(text) : Optional.empty());
      top.requireArray("held");
      return Outcome.done(
          new RequestList(
              top.value("source", RequestListJson::source),
              top.number("epoch", 0, Long.MAX_VALUE),
              top.number("sequence", 0, Long.MAX_VALUE),
              new HashSet<>(held.items())));
    } catch (MalformedJsonException e) {
      return malformed();
    }
  }

  private static Optional<String> source(String text) {
    return text.isEmpty() ? Optional.of(text) : CatalogJson.source(text);
  }

  private static Outcome<RequestList> malformed() {
    return Outcome.refused(StatusCode.BAD_REQUEST, BundleSentence.REQUEST_MALFORMED);
  }
}
