/**
 * The HTTP API of design section 5: its two base addresses and what both share. Each feature of the
 * API has a package of its own below; they call boundaries and never each other.
 */
package io.freshseal.api;
