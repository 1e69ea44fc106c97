/**
 * Deltas of the coding {@code dcz} (RFC 9842): made, and undone. Knows files and digests; knows
 * nothing of catalogs, sources and servers.
 */
package io.freshseal.delta.control;
