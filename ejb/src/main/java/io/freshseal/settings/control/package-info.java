/**
 * Reads and validates settings as a whole: every problem is listed, none is guessed away. Knows no
 * container; the stored values come in as a function.
 */
package io.freshseal.settings.control;
