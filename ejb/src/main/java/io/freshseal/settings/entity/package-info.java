/**
 * The settings as one immutable record of typed values, and the names they have. Values alone:
 * knows neither where a setting comes from nor where a changed one is kept.
 */
package io.freshseal.settings.entity;
