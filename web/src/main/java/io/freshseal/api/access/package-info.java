/**
 * Who is asking, for API and console, and whether they may. The API goes by the Authorization
 * header alone, the console by its session alone; neither accepts the other's proof. Accounts and
 * tokens themselves belong to the feature {@code access}.
 */
package io.freshseal.api.access;
