/**
 * What stores hold, as rows with the facts of every certificate: a projection for lists and
 * searches. The store on disk is the truth; these rows can be made anew from it at any time.
 */
package io.freshseal.inventory.entity;
