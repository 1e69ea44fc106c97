/** Deltas of what this process serves, made in the background. */
package io.freshseal.shelf.boundary;
