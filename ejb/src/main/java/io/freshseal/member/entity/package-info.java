/**
 * What a computer of the fleet and its manager say to each other, as values: enrolment, heartbeat
 * and its answer, orders and their outcomes. Both sides use them; neither trusts the other's bytes.
 */
package io.freshseal.member.entity;
