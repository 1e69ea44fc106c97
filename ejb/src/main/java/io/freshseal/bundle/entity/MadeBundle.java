package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.Sha256;

/**
 * A bundle that was written.
 *
 * @param bytes its length
 * @param sha256 digest of the whole file: what to write on the medium
 */
public record MadeBundle(BundlePlan plan, long bytes, Sha256 sha256) {}
