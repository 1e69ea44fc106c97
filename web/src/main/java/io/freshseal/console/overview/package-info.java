/**
 * The first page: one sentence that says whether everything is fresh, and what to look at if not.
 * The sentence is a pure decision; the page only gathers what it is decided by.
 */
package io.freshseal.console.overview;
