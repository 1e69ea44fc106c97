/**
 * Procedures that every feature needs and none owns: the clock, durable files, bounded streams,
 * JSON. Knows no feature.
 */
package io.freshseal.shared.control;
