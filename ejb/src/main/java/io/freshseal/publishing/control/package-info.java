/**
 * The work of an update source: staging, signing, publishing, renewing, and the folders that feed
 * it. Container-free; the boundary calls it and tells the events. Keeps its own store and keys, and
 * knows nothing of HTTP.
 */
package io.freshseal.publishing.control;
