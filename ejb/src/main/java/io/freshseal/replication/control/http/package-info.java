/**
 * The careful HTTP client beneath the update source: one request, one bounded answer. Knows limits,
 * headers and the faults of a hostile or broken server; knows nothing of catalogs, stores and
 * signatures.
 */
package io.freshseal.replication.control.http;
