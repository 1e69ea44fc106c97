/**
 * One run of replication, the same for relays and agents: fetch, judge, plan, fetch what is
 * missing, judge, admit, switch. Sources are reached through the port {@code UpdateSource}. What
 * the agent uses of it may not reach a container's API.
 */
package io.freshseal.replication.control;
