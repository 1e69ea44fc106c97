/** Readiness for whoever starts or balances servers, at {@code /health/ready}. */
package io.freshseal.api.health;
