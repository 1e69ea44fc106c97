/**
 * The computers of the fleet as the manager knows them: rows, the tokens with which they join, and
 * what they hold. No container API here.
 */
package io.freshseal.computers.entity;
