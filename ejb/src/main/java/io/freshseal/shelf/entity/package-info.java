/** What is made ready for readers beside the objects themselves. */
package io.freshseal.shelf.entity;
