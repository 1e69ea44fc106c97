/**
 * Accounts, tokens and callers. Only digests of secrets live here; no container API but persistence
 * annotations.
 */
package io.freshseal.access.entity;
