/** The alerts as a resource. */
package io.freshseal.api.alerts;
