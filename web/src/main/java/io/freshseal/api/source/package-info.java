/**
 * The source's base address: serving what it offers, staging, publishing, renewing. Knows {@code
 * SourceDesk} and nothing behind it.
 */
package io.freshseal.api.source;
