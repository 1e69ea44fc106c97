/** Finds out what the primary source offers; knows no container and no address. */
package io.freshseal.forecast.control;
