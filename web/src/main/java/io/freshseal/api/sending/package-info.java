/**
 * What waits in the heap for readers who take less than they asked for: bounded for each
 * connection, whatever the protocol is.
 */
package io.freshseal.api.sending;
