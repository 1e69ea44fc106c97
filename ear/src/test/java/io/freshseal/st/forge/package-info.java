/**
 * Writes certificates, revocation lists, CMS envelopes and catalogs with exactly one thing wrong,
 * or nothing. Uses none of the product's code: what it makes is an outsider's reading of the
 * format.
 */
package io.freshseal.st.forge;
