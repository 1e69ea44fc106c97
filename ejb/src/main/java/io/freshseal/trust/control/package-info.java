/**
 * Judges signature files and catalogs against the anchors at hand, in the numbered steps of the
 * design, and keeps the keys of an update source. Knows neither HTTP nor how anything is stored but
 * for its own keys; Bouncy Castle is known to {@code control.cms} alone.
 */
package io.freshseal.trust.control;
