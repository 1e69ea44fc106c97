/** Update bundles in a server: taken in and looked at. */
package io.freshseal.bundle.boundary;
