/**
 * Tests of exactly what is shipped: the distribution under {@code ear/target/freshseal} and the
 * EAR. They know the product by its commands, its HTTP resources and its files, and by nothing
 * else; no class of the product is called from here.
 */
package io.freshseal.st;
