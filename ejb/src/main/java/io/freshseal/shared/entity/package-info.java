/**
 * Words that every feature speaks: names, versions, digests, status codes. Pure values; depends on
 * nothing else in the product and on no container.
 */
package io.freshseal.shared.entity;
