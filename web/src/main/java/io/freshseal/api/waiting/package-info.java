/**
 * Requests that wait for a new catalog: {@code HEAD {base}/catalog} with {@code Prefer: wait}. They
 * cost no thread and are answered in waves (docs/adr/0031).
 */
package io.freshseal.api.waiting;
