/**
 * How the API refuses: one problem document (RFC 9457) for every refusal and fault, whoever finds
 * it, the resource, JAX-RS or the container. Knows status codes and HTTP, no feature of the
 * product.
 */
package io.freshseal.api.problem;
