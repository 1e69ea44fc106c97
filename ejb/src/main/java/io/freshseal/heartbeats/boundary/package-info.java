/**
 * Takes heartbeats in and answers them. Stands above the registry, the groups and the events,
 * because a heartbeat touches all of them.
 */
package io.freshseal.heartbeats.boundary;
