/** The row that says which node does a piece of work. Knows nothing of the work. */
package io.freshseal.lease.entity;
