package io.freshseal.bundle.control;

import io.freshseal.shared.entity.Sha256;
import java.util.Collection;

/** Sees to it that objects of a store that are here stay while a bundle is made of them. */
public interface ObjectKeeper {

  /** For a store that drops nothing of what it serves. */
  ObjectKeeper NONE =
      new ObjectKeeper() {
        @Override
        public void enter(Collection<Sha256> digests) {}

        @Override
        public void leave(Collection<Sha256> digests) {}
      };

  /** Keeps these, as far as they are here, until {@link #leave} is called as often. */
  void enter(Collection<Sha256> digests);

  /** Takes back one {@link #enter}. */
  void leave(Collection<Sha256> digests);
}
