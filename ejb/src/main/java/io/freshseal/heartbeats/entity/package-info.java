/** What a manager does with a heartbeat, decided without a container. */
package io.freshseal.heartbeats.entity;
