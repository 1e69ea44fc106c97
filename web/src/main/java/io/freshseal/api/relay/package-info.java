/**
 * The relay's base address: serving what it holds, its state, its runs, its cache. Knows {@code
 * RelayDesk} and nothing behind it.
 */
package io.freshseal.api.relay;
