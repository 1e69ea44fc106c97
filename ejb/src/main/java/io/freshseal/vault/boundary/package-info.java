/** What stores of one process share. */
package io.freshseal.vault.boundary;
