/** The console's page of assignment rules. */
package io.freshseal.console.rules;
