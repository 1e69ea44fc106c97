/**
 * A fleet that speaks the real wire format and holds nothing: as many computers as wanted, a few
 * threads, one manager. Its own small program beside the system tests, which start it too.
 */
package io.freshseal.sim;
