/**
 * The registry of the fleet: tokens with which computers join, their keys, and the computers
 * themselves. What a heartbeat changes is written by the feature {@code heartbeats}.
 */
package io.freshseal.computers.boundary;
