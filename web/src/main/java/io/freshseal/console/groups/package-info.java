/** The page of the relay groups: the tree, and a form that makes or changes one of them. */
package io.freshseal.console.groups;
