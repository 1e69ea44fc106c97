/**
 * The response headers that keep browsers from doing more than they should, for API and console
 * alike. Knows paths, no features.
 */
package io.freshseal.api.headers;
