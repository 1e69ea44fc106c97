/**
 * The command line of the agent: options, texts, JSON, progress and exit status. Plain Java SE; the
 * class path holds no server.
 */
package io.freshseal.agent.boundary;
