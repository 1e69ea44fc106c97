/** Pages about what is wrong, why, and what puts it right. Decide nothing. */
package io.freshseal.console.diagnosis;
