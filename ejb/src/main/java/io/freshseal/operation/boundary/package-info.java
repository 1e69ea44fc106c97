/**
 * Keeps the server as a whole in order: what was changed elsewhere, what waits, what is too old.
 * Stands above the features it tidies.
 */
package io.freshseal.operation.boundary;
