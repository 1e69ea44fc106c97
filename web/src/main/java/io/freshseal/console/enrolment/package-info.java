/** The page of the enrolment tokens: made, shown once with the command to type, revoked. */
package io.freshseal.console.enrolment;
