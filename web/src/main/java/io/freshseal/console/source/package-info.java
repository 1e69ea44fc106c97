/**
 * The page of the source: upload, publish, renew, and what the catalog says. Orders go to the
 * source's boundary.
 */
package io.freshseal.console.source;
