/**
 * The fleet as one value, and what becomes of it: decisions over what was read, without container,
 * clock or database.
 */
package io.freshseal.forecast.entity;
