/** Update bundles for the relay of this process. */
package io.freshseal.api.bundles;
