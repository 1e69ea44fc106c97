/**
 * The words of a replication run: plan, outcomes, results, as values. Knows no network and no disk.
 */
package io.freshseal.replication.entity;
