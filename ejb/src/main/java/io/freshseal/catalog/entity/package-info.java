/**
 * What a source offers: the catalog and its entries, as values. Knows neither how a catalog is
 * signed nor where it is kept.
 */
package io.freshseal.catalog.entity;
