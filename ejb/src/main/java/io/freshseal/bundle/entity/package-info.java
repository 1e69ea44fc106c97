/** Update bundles as values: what one holds, until when it is good, why one is refused. */
package io.freshseal.bundle.entity;
