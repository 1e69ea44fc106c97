package io.freshseal.vault.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.vault.entity.ServedCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Fills a store with components whose signature files nobody has to judge. */
final class VaultFixture {

  static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private final Vault vault;

  VaultFixture(Vault vault) {
    this.vault = vault;
  }

  CatalogEntry entry(String id, String version, long serial) throws StorageException {
    byte[] content = ("content of " + id + " " + version).getBytes(UTF_8);
    byte[] signature = ("signature " + serial + " of " + id + " " + version).getBytes(UTF_8);
    vault.objects().put(content);
    vault.objects().put(signature);
    return new CatalogEntry(
        new ComponentId(id),
        ComponentKind.PATTERN,
        Platform.ANY,
        new ComponentVersion(version),
        content.length,
        Sha256.of(content),
        signature(signature, serial));
  }

  CatalogEntry renewed(CatalogEntry entry, long serial) throws StorageException {
    return entry(entry.id().text(), entry.version().text(), serial);
  }

  static SignatureEntry signature(byte[] bytes, long serial) {
    return new SignatureEntry(
        Sha256.of(bytes), bytes.length, serial, NOW, NOW.plusSeconds(90 * 86400L));
  }

  /** Serves a catalog of these entries. */
  void serve(long sequence, CatalogEntry... entries) throws StorageException {
    serve(sequence, "", entries);
  }

  /** The same with white space around its JSON. */
  void serve(long sequence, String white, CatalogEntry... entries) throws StorageException {
    Catalog catalog =
        new Catalog(
            "primary",
            1,
            sequence,
            NOW,
            NOW.plusSeconds(86400),
            List.of(entries),
            List.of(),
            Optional.empty());
    byte[] payload = (white + new String(CatalogJson.write(catalog), UTF_8)).getBytes(UTF_8);
    byte[] envelope = ("signed " + new String(payload, UTF_8)).getBytes(UTF_8);
    vault.objects().put(payload);
    vault.objects().put(envelope);
    vault.switchTo(
        vault
            .state()
            .serving(
                new ServedCatalog(object(envelope), object(payload)), catalog.components(), NOW)
            .remembering(
                CatalogMemory.after(
                    vault.state().memory("primary"), catalog, Sha256.of(payload), NOW)));
  }

  private static ObjectEntry object(byte[] bytes) {
    return new ObjectEntry(Sha256.of(bytes), bytes.length);
  }
}
