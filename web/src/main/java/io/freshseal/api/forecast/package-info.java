/**
 * What expires where and when, from what this process serves. Goes by snapshots; knows no database.
 */
package io.freshseal.api.forecast;
