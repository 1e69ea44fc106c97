/**
 * The page of the relay: what it is and holds, its settings, the security update with its progress,
 * and the runs of the past. Orders go to the relay's and the settings' boundaries.
 */
package io.freshseal.console.relay;
