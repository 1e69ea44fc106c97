/** Keeps two nodes from doing the same work at once. */
package io.freshseal.lease.boundary;
