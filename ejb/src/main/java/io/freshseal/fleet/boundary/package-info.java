/** What the console and the API may do with the fleet: so far, edit the relay builds. */
package io.freshseal.fleet.boundary;
