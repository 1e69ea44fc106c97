/**
 * The contents of a lazy relay: fetched when somebody asks, once however many ask, held as long as
 * there is room and use for them. Knows no container; what is served is as judged as anywhere.
 */
package io.freshseal.replication.control.lazy;
