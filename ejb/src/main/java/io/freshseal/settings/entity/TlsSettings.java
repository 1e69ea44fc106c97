package io.freshseal.settings.entity;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * By which certificate this server is reached over https. The launcher serves by it; in somebody
 * else's server, or behind a proxy, it says which certificate callers will be shown there.
 *
 * @param keystore PKCS#12 file with the certificate and its key
 * @param certificates PEM file of the certificates that callers are shown, now and later; for TLS
 *     that ends elsewhere, and to announce the next certificate
 * @param address name or number of the interface; a wildcard for all; empty unless told
 * @param port of https, empty unless told
 */
public record TlsSettings(
    Optional<Keystore> keystore,
    Optional<Path> certificates,
    Optional<String> address,
    OptionalInt port) {}
