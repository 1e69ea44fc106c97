/**
 * Opens the database that the settings name. Knows the two drivers and nothing that is kept there.
 */
package io.freshseal.database.control;
