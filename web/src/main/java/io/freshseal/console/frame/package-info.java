/**
 * What every page of the console stands in: language, theme, words, times, notices. Knows no
 * feature and calls no boundary.
 */
package io.freshseal.console.frame;
