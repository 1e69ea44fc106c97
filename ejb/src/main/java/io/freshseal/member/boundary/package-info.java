/** The relay of a server as a computer of a fleet: how it joins, reports and carries out orders. */
package io.freshseal.member.boundary;
