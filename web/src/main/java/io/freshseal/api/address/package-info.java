/**
 * Request targets that the server itself would stumble over, before any filter or servlet is asked:
 * it would answer them with nothing, some even with status 200. The one place that knows the HTTP
 * engine of the server (ADR 0011).
 */
package io.freshseal.api.address;
