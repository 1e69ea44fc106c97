/** Update bundles in the console: made, sent, looked at, taken in. */
package io.freshseal.console.bundles;
