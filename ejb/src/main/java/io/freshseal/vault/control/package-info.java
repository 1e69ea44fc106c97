/**
 * The store on disk: content-addressed objects, the forced state file, the one-step switch of what
 * is served. It is the truth about what is served; a database is only a projection of it. Judges no
 * signature: what is admitted has been judged by its caller.
 */
package io.freshseal.vault.control;
