/**
 * How a computer of the fleet and its manager talk: the JSON of enrolment and heartbeat, read
 * strictly and within bounds by either side.
 */
package io.freshseal.member.control;
