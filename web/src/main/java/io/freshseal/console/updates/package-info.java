/**
 * The pages of the security updates: a filtered list with a form that orders one, and one run with
 * what it ordered of each computer. Whoever looks at a run that goes on is told of every change.
 */
package io.freshseal.console.updates;
