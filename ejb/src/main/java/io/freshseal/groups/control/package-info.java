/** How the passwords of proxies are kept. */
package io.freshseal.groups.control;
