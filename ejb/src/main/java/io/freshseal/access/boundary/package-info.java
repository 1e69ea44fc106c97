/** Tells who a caller is, by password or token, and keeps the tokens. */
package io.freshseal.access.boundary;
