/**
 * The pages of the computers: a filtered list, paged in the database, and one computer with what it
 * holds. Reads and orders through the boundary of the computers.
 */
package io.freshseal.console.computers;
