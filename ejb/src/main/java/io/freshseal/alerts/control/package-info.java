/** Alerts in the form of others. */
package io.freshseal.alerts.control;
