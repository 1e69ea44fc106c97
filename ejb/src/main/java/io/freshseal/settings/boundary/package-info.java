/**
 * Settings for the rest of the product: the current ones, and changing them at run time. Stores
 * what was changed in the database, where it wins over what the process was started with.
 */
package io.freshseal.settings.boundary;
