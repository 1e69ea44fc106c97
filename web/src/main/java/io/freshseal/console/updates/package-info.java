/**
 * The pages of the security updates: the newest runs with a form that orders one, and one run with
 * what it ordered of each computer. Reads and orders through the boundary of the updates.
 */
package io.freshseal.console.updates;
