/** The settings of the process over the API. Knows {@code SettingsDesk} and nothing behind it. */
package io.freshseal.api.settings;
