/** Writes and reads the projection of what the stores of this node hold. */
package io.freshseal.inventory.boundary;
