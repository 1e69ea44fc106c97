/** Scheduled tasks over HTTP. */
package io.freshseal.api.tasks;
