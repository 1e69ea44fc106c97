/**
 * The outbox that makes an event count once, and the texts of events for people. No container here.
 */
package io.freshseal.events.control;
