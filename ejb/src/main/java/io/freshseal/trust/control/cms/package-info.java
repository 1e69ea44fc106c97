/**
 * The only package that knows Bouncy Castle: reads foreign CMS bytes into plain values behind a
 * quarantine, issues certificates and signs. Decides nothing about trust; that is done one package
 * above, with values that carry no Bouncy Castle type.
 */
package io.freshseal.trust.control.cms;
