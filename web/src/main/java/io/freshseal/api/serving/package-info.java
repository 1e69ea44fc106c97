/**
 * Reading what a relay or a source serves: catalog, components, signature files, objects. The same
 * code for both base addresses. Goes by one snapshot per request and by files, never by a database;
 * knows nothing of how they came to be there.
 */
package io.freshseal.api.serving;
