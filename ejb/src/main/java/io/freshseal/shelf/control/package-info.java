/**
 * Making ready what readers may ask for beside the objects themselves: deltas from what they hold.
 * All of it is derived, bounded, and may be deleted at any time.
 */
package io.freshseal.shelf.control;
