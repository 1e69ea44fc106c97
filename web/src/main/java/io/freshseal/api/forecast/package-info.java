/**
 * What expires where and when: by snapshots, of what this process serves; by pictures, of the
 * fleet.
 */
package io.freshseal.api.forecast;
