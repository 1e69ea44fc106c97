/**
 * What is held, seen against what the source offers: the comparison that overview, list and detail
 * pages share. Reads the desks of source, relay and inventory; changes nothing.
 */
package io.freshseal.console.components;
