/**
 * Signing in to the console and out of it. Pages call {@link
 * io.freshseal.console.access.ConsoleLogin} and nothing else for this; accounts belong to the
 * feature {@code access}.
 */
package io.freshseal.console.access;
