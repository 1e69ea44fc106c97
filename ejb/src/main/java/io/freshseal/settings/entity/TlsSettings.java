package io.freshseal.settings.entity;

import java.nio.file.Path;

/** The server's own certificate and the port it is served on. */
public record TlsSettings(Path keystore, Secret password, int port) {}
