/** The page of the alerts. */
package io.freshseal.console.alerts;
