/**
 * What the agent's commands do: update, show, verify, clear. Puts judged components where consumers
 * read them. Runs on plain Java SE; reaches no container API, no settings and no events.
 */
package io.freshseal.agent.control;
