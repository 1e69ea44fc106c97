/** Makes diagnoses of the fleet as it is, keeps them, and takes the steps of repairs. */
package io.freshseal.diagnosis.boundary;
