package io.freshseal.vault.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.StoreState;
import io.freshseal.vault.entity.Superseded;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a state with the objects that are really there. */
final class StateCheck {

  /**
   * A state that names nothing that is not there.
   *
   * @param catalog what the served payload says; empty if nothing is served
   * @param dropped what the state named and the store lacks
   */
  record Sound(
      StoreState state, Optional<Catalog> catalog, List<CatalogEntry> dropped, boolean withdrawn) {}

  private final ObjectStore objects;

  StateCheck(ObjectStore objects) {
    this.objects = objects;
  }

  Sound check(StoreState state) throws StorageException {
    boolean lazy = state.onRequest();
    List<CatalogEntry> present = state.held().stream().filter(e -> isHere(e, lazy)).toList();
    List<CatalogEntry> dropped = state.held().stream().filter(e -> !isHere(e, lazy)).toList();
    List<Superseded> superseded =
        state.superseded().stream().filter(old -> isHere(old.entry(), lazy)).toList();
    Optional<Catalog> catalog = readServed(state);
    boolean serves = catalog.isPresent() && !breaks(catalog.get(), dropped);
    boolean withdrawn = state.served().isPresent() && !serves;
    StoreState sound =
        new StoreState(
            serves ? state.served() : Optional.empty(), present, superseded, state.memory(), lazy);
    return new Sound(sound, serves ? catalog : Optional.empty(), dropped, withdrawn);
  }

  /**
   * Refuses to go on to a state that names objects that are not here.
   *
   * @throws IllegalArgumentException if it does: the caller's fault
   */
  void require(StoreState before, StoreState next) {
    // What was allowed to be missing before is looked at anew.
    Set<CatalogEntry> known =
        before.onRequest() && !next.onRequest() ? Set.of() : new HashSet<>(before.held());
    for (CatalogEntry entry : next.held()) {
      if (!known.contains(entry) && !isHere(entry, next.onRequest())) {
        throw new IllegalArgumentException("held, but not here: " + entry.id());
      }
    }
  }

  /**
   * The catalog that a state serves; empty if it serves none.
   *
   * @param read what its payload says, if it was read before
   * @throws IllegalArgumentException if it is not here: the caller's fault
   */
  Optional<Catalog> toServe(StoreState next, Optional<Catalog> read) throws StorageException {
    if (next.served().isEmpty()) {
      return Optional.empty();
    }
    ServedCatalog served = next.served().get();
    Optional<Catalog> catalog =
        read.isPresent() && isHere(served.payload()) ? read : readPayload(served.payload());
    if (catalog.isEmpty() || !isHere(served.envelope())) {
      throw new IllegalArgumentException("the catalog to serve is not here");
    }
    return catalog;
  }

  // A catalog that was served whole may only be served whole again.
  private static boolean breaks(Catalog catalog, List<CatalogEntry> dropped) {
    return dropped.stream()
        .anyMatch(
            gone ->
                catalog
                    .find(gone.id())
                    .filter(named -> named.version().equals(gone.version()))
                    .isPresent());
  }

  /**
   * Tells whether content and signature file of an entry are here with the right lengths.
   *
   * @param lazy whether the signature file alone has to be
   */
  boolean isHere(CatalogEntry entry, boolean lazy) {
    return (lazy || objects.holds(entry.sha256(), entry.size()))
        && objects.holds(entry.signature().sha256(), entry.signature().size());
  }

  private Optional<Catalog> readServed(StoreState state) throws StorageException {
    if (state.served().isEmpty()) {
      return Optional.empty();
    }
    ServedCatalog served = state.served().get();
    return isHere(served.envelope()) ? readPayload(served.payload()) : Optional.empty();
  }

  private boolean isHere(ObjectEntry object) {
    return objects.holds(object.sha256(), object.size());
  }

  /** Reads the catalog in a payload object; empty if it is missing or damaged. */
  Optional<Catalog> readPayload(ObjectEntry payload) throws StorageException {
    Optional<byte[]> json = objects.read(payload.sha256(), payload.size());
    if (json.isPresent() && CatalogJson.parseOwn(json.get()) instanceof CatalogReading.Read read) {
      return Optional.of(read.catalog());
    }
    return Optional.empty();
  }
}
