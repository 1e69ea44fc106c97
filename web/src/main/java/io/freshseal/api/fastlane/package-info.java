/**
 * The plainest reads, answered by the HTTP engine itself before the servlet container is asked:
 * polls of the catalog, and objects by name, sent by the operating system from file to socket. All
 * else goes on as ever (ADR 0030).
 */
package io.freshseal.api.fastlane;
