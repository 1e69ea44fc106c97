/**
 * The fleet over the API: enrolment tokens, computers, relay groups, and the two requests that
 * computers themselves make. Knows the boundaries of {@code computers}, {@code groups} and {@code
 * heartbeats}.
 */
package io.freshseal.api.computers;
