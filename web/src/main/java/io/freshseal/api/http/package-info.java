/**
 * What HTTP says about conditions, ranges and byte streams, as plain values: given header lines in,
 * a decision out. Knows nothing of servlets, JAX-RS, components or stores.
 */
package io.freshseal.api.http;
