/**
 * Starts the unmodified Payara Micro with the complete WAR, as {@code bin/freshseal} promises it:
 * one server for one data folder, settings from three places, a quiet terminal, an exit status that
 * tells the truth. Knows Payara Micro's boot interface and nothing of the application.
 */
package io.freshseal.launcher;
