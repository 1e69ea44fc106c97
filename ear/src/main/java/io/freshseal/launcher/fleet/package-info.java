/**
 * A whole fleet on this machine for a look: one process each for the manager with its primary
 * source, every relay and every agent, exactly as they are shipped. Nothing here is part of a
 * server.
 */
package io.freshseal.launcher.fleet;
