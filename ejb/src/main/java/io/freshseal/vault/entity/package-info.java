/**
 * What a store holds and serves, as values: the persisted state and the immutable snapshot made of
 * it. Knows no file and no network.
 */
package io.freshseal.vault.entity;
