/** The page that tells what will run out in the fleet, and when. */
package io.freshseal.console.forecast;
