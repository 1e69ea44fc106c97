/**
 * What an agent did and found, as values: the report of one command, and the exit status that
 * follows from it. Knows neither texts nor JSON, neither files nor network.
 */
package io.freshseal.agent.entity;
