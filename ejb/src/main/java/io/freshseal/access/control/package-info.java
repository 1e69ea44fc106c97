/** Derives, compares and makes secrets, and slows down who guesses. Knows no container. */
package io.freshseal.access.control;
