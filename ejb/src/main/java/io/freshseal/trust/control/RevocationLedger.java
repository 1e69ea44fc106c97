package io.freshseal.trust.control;

import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.RevocationReason;
import io.freshseal.trust.entity.RevokedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a source has revoked: one forced file beside its keys, {@code revocations.json}. Nothing
 * ever leaves it, so that no list a source issues says less than one before. For one thread at a
 * time.
 */
public final class RevocationLedger {

  /** Most entries, so that a list of them stays well below what readers accept. */
  public static final int MAX_ENTRIES = 8000;

  private static final String FORMAT = "freshseal-revocations/1";

  private final Path file;
  private List<RevokedCertificate> entries;

  private RevocationLedger(Path file, List<RevokedCertificate> entries) {
    this.file = file;
    this.entries = List.copyOf(entries);
  }

  /**
   * Opens the ledger in the folder; one that is not there yet is empty.
   *
   * @throws IOException if it cannot be read, or is damaged: a source must not start without it
   */
  public static RevocationLedger open(Path directory) throws IOException {
    Path file = directory.resolve("revocations.json");
    return new RevocationLedger(file, Files.exists(file) ? read(file) : List.of());
  }

  private static List<RevokedCertificate> read(Path file) throws IOException {
    List<RevokedCertificate> entries = new ArrayList<>();
    try (JsonCursor cursor = new JsonCursor(Files.readAllBytes(file))) {
      JsonFields top =
          cursor.fields(Map.of("revoked", element -> entries.add(entry(element.fields()))));
      cursor.end();
      top.requireArray("revoked");
      return entries;
    } catch (MalformedJsonException e) {
      throw new IOException(file + " is damaged. " + e.getMessage(), e);
    }
  }

  private static RevokedCertificate entry(JsonFields fields) throws MalformedJsonException {
    return new RevokedCertificate(
        fields.value("issuer", Sha256::parse),
        fields.value("serialNumber", RevokedCertificate::parseSerialNumber),
        fields.instant("at"),
        fields.value("reason", RevocationReason::parse));
  }

  /** Everything revoked, the oldest first. */
  public List<RevokedCertificate> entries() {
    return entries;
  }

  /** Tells whether the certificate is in it. */
  public boolean holds(RevokedCertificate certificate) {
    return entries.stream()
        .anyMatch(
            known ->
                known.issuer().equals(certificate.issuer())
                    && known.serialNumber().equals(certificate.serialNumber()));
  }

  /**
   * Adds a certificate; on disk when this returns, or not at all.
   *
   * @throws IOException if the disk refuses
   * @throws IllegalStateException if it is full
   */
  public void add(RevokedCertificate certificate) throws IOException {
    if (entries.size() >= MAX_ENTRIES) {
      throw new IllegalStateException("the ledger of revocations is full");
    }
    List<RevokedCertificate> more = new ArrayList<>(entries);
    more.add(certificate);
    OwnerOnlyFiles.createDirectory(file.getParent());
    OwnerOnlyFiles.write(file, json(more));
    entries = List.copyOf(more);
  }

  /** Tells whether there is room for another entry. */
  public boolean isFull() {
    return entries.size() >= MAX_ENTRIES;
  }

  private static byte[] json(List<RevokedCertificate> entries) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject().write("format", FORMAT).writeStartArray("revoked");
          for (RevokedCertificate entry : entries) {
            Instant at = entry.at();
            json.writeStartObject()
                .write("issuer", entry.issuer().hex())
                .write("serialNumber", entry.serialNumber().toString(16))
                .write("at", at.toString())
                .write("reason", entry.reason().text())
                .writeEnd();
          }
          json.writeEnd().writeEnd();
        });
  }
}
