/** System events over the API, filtered and page by page. Knows {@code EventLog}. */
package io.freshseal.api.events;
