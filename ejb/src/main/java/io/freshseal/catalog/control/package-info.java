/** Reads and writes the catalog's JSON, strictly and bounded. */
package io.freshseal.catalog.control;
