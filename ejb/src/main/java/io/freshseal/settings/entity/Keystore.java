package io.freshseal.settings.entity;

import java.nio.file.Path;

/** A PKCS#12 file with its password. */
public record Keystore(Path file, Secret password) {}
