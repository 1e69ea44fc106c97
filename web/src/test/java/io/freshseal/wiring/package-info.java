/**
 * The wiring of EJB, JPA and JAX-RS inside Payara Micro: the shipped WAR with these classes added.
 * What needs no container is tested without one.
 */
package io.freshseal.wiring;
