/**
 * The page of settings: all are shown, those that may change while the process runs are edited.
 * Validation is the settings boundary's; here are words and forms.
 */
package io.freshseal.console.settings;
