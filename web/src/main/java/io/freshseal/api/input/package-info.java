/**
 * Foreign input of the API: path and query values, bodies, and the bounds on them. Whatever does
 * not have the expected form ends here as a problem; knows forms, no features.
 */
package io.freshseal.api.input;
