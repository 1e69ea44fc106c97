/** The fleet's data over the API: relay builds. Knows the boundary of {@code fleet}. */
package io.freshseal.api.fleet;
