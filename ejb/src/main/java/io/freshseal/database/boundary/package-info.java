/** Brings the schema up to date at the start of the process, before any bean uses it. */
package io.freshseal.database.boundary;
