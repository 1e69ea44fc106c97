/** Records and finds system events. Callers need no transaction and get none. */
package io.freshseal.events.boundary;
