/** Keeps the relay groups and what an operator may do with them. */
package io.freshseal.groups.boundary;
