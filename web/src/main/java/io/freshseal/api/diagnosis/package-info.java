/** Diagnoses and repairs over HTTP. Decides nothing; the feature {@code diagnosis} does. */
package io.freshseal.api.diagnosis;
