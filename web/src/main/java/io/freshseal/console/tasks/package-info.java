/** Scheduled tasks in the console. */
package io.freshseal.console.tasks;
