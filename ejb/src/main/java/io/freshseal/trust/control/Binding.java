package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.Verdict;

/**
 * Step 8: what was signed is what was asked for. The only step in which signature files and
 * catalogs differ.
 *
 * @param <T> what the binding yields
 */
@FunctionalInterface
interface Binding<T> {

  /** Called with attributes whose signature has been verified and that are complete. */
  Verdict<T> bind(CmsEnvelope envelope, SignedAttributes attributes);
}
