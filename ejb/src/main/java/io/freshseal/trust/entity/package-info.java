/**
 * Judgements about signed bytes, as values: verdicts, evidence, certificate facts, anchors. Pure
 * Java; knows no ASN.1 library, no HTTP and no storage.
 */
package io.freshseal.trust.entity;
