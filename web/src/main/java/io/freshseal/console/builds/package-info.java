/**
 * The page of relay builds: from which build on a product line refreshes signature files. Edits the
 * table through the fleet's boundary.
 */
package io.freshseal.console.builds;
