package io.freshseal.settings.entity;

import java.util.Arrays;
import java.util.Optional;

/** Every setting by name, and whether it may change while the process runs. */
public enum SettingKey {
  /** Folder of everything this process keeps. */
  DATA("freshseal.data"),
  /** What this process does. */
  ROLES("freshseal.roles"),
  /** The port the server listens on, told by the launcher; found by itself where nobody tells. */
  HTTP_PORT("freshseal.http.port"),
  /** The address the server listens on, told by the launcher. */
  HTTP_ADDRESS("freshseal.http.address"),
  /** Base URL that the relay replicates, or {@code bundle}; the own source where it is absent. */
  RELAY_SOURCE("freshseal.relay.source", Trait.CHANGEABLE),
  /** Time between two runs of the relay. */
  RELAY_INTERVAL("freshseal.relay.interval", Trait.CHANGEABLE),
  /** Whether the relay waits at its source for the next catalog. */
  RELAY_PUSH("freshseal.relay.push", Trait.CHANGEABLE),
  /** The build the relay has, and behaves as. */
  RELAY_BUILD("freshseal.relay.build", Trait.CHANGEABLE),
  /** Whether the relay hands out what it holds. */
  RELAY_SERVING("freshseal.relay.serving", Trait.CHANGEABLE),
  /** The address of this relay that others are told. */
  RELAY_URL("freshseal.relay.url"),
  /** Time between two looks at what the relay holds. */
  RELAY_CHECK_INTERVAL("freshseal.relay.check-interval", Trait.CHANGEABLE),
  /** Time in which everything that the relay holds is read again once. */
  RELAY_SCRUB_INTERVAL("freshseal.relay.scrub-interval", Trait.CHANGEABLE),
  /** For how long the records of runs are kept. */
  RELAY_HISTORY("freshseal.relay.history", Trait.CHANGEABLE),
  /** The largest update bundle that is received. */
  RELAY_MAX_BUNDLE("freshseal.relay.max-bundle", Trait.CHANGEABLE),
  /** When the next update bundle is expected: one that ends before is refused. */
  RELAY_NEXT_COURIER("freshseal.relay.next-courier", Trait.CHANGEABLE),
  /** Until when the date of the next courier does not count. */
  RELAY_ALLOW_EARLY_END("freshseal.relay.allow-early-end-until", Trait.CHANGEABLE),
  /** Folder whose update bundles are taken in as they arrive. */
  RELAY_BUNDLE_FOLDER("freshseal.relay.bundle-folder"),
  /** Whether the relay holds all contents, or fetches each when somebody asks for it. */
  RELAY_MODE("freshseal.relay.mode", Trait.CHANGEABLE),
  /** The most bytes of contents that a lazy relay holds. */
  RELAY_LAZY_MAX_BYTES("freshseal.relay.lazy.max-bytes", Trait.CHANGEABLE),
  /** For how long a lazy relay holds a content that nobody asks for. */
  RELAY_LAZY_MAX_AGE("freshseal.relay.lazy.max-age", Trait.CHANGEABLE),
  /** Base URLs of hosts that are asked for the time when a date decides. */
  RELAY_CLOCK_PEERS("freshseal.relay.clock-peers"),
  /** How many requests may wait for the next catalog. */
  SERVING_MAX_WAITERS("freshseal.serving.max-waiters", Trait.CHANGEABLE),
  /** How many large files are sent at once. */
  SERVING_MAX_DOWNLOADS("freshseal.serving.max-downloads", Trait.CHANGEABLE),
  /** How many bytes of large files are sent in a second. */
  SERVING_MAX_BANDWIDTH("freshseal.serving.max-bandwidth", Trait.CHANGEABLE),
  /** How much room deltas and compressed contents may take. */
  SERVING_DELTA_QUOTA("freshseal.serving.delta-quota", Trait.CHANGEABLE),
  /** PEM file of the trust anchors; the own source's where it is absent. */
  TRUST_ANCHORS("freshseal.trust.anchors"),
  /** Name of the one source whose catalogs are followed. */
  TRUST_SOURCE("freshseal.trust.source"),
  /** What is asked of revocation lists. */
  TRUST_REVOCATION("freshseal.trust.revocation"),
  /** Whether a trusted timestamp may stand for the present time. */
  TRUST_TIMESTAMPS("freshseal.trust.timestamps"),
  /** Which of the two signatures of a file decide. */
  TRUST_POST_QUANTUM("freshseal.trust.post-quantum"),
  /** PEM file of the anchors of timestamp authorities; the trust anchors where it is absent. */
  TRUST_TSA_ANCHORS("freshseal.trust.tsa-anchors"),
  /** The name of the source in its catalogs. */
  SOURCE_NAME("freshseal.source.name"),
  /** How long a certificate of a signature file is valid. */
  SOURCE_CERTIFICATE_VALIDITY("freshseal.source.certificate-validity", Trait.CHANGEABLE),
  /** A signature file whose certificate has less than this left is renewed. */
  SOURCE_RENEW_BEFORE("freshseal.source.renew-before", Trait.CHANGEABLE),
  /** How long a catalog is valid. */
  SOURCE_CATALOG_VALIDITY("freshseal.source.catalog-validity", Trait.CHANGEABLE),
  /** PKCS#12 file with the operator's own signing authority. */
  SOURCE_KEYSTORE("freshseal.source.keystore"),
  /** Password of that file. */
  SOURCE_KEYSTORE_PASSWORD("freshseal.source.keystore-password", Trait.SECRET),
  /** File or folder of the revocation lists that an operator's own authority issues. */
  SOURCE_CRLS("freshseal.source.crls"),
  /** Who vouches for the time of signatures. */
  SOURCE_TIMESTAMPS("freshseal.source.timestamps"),
  /** Whether a post-quantum key signs, too. */
  SOURCE_POST_QUANTUM("freshseal.source.post-quantum"),
  /** How many keys of one bundle of trust anchors must sign the next. */
  SOURCE_ANCHORS_THRESHOLD("freshseal.source.anchors-threshold"),
  /** Folder whose files are staged as they arrive. */
  SOURCE_WATCH("freshseal.source.watch"),
  /** Whether what has arrived in that folder is published by itself. */
  SOURCE_WATCH_PUBLISH("freshseal.source.watch-publish", Trait.CHANGEABLE),
  /** The largest component that may be uploaded. */
  SOURCE_MAX_SIZE("freshseal.source.max-size", Trait.CHANGEABLE),
  /** The first administrator's password; used at the first start only. */
  ADMIN_PASSWORD("freshseal.admin.password", Trait.SECRET),
  /** Whether the source publishes the sample content by itself. */
  SAMPLE("freshseal.sample"),
  /** Folder of the sample content. */
  SAMPLE_DIR("freshseal.sample.dir"),
  /** Time between two steps of the sample content. */
  SAMPLE_INTERVAL("freshseal.sample.interval"),
  /** For how long system events are kept. */
  EVENTS_RETENTION("freshseal.events.retention", Trait.CHANGEABLE),
  /** JDBC URL of the database; the driver follows from it. Never shown, it may hold a password. */
  DB_URL("freshseal.db.url", Trait.SECRET),
  /** The database's user. */
  DB_USER("freshseal.db.user"),
  /** The database's password. */
  DB_PASSWORD("freshseal.db.password", Trait.SECRET),
  /** The manager that this relay joins. */
  MANAGER_URL("freshseal.manager.url"),
  /** Secret with which this relay enrols at the manager. */
  MANAGER_ENROLMENT_TOKEN("freshseal.manager.enrolment-token", Trait.SECRET),
  /** What this computer is called in the fleet; the host's name where it is absent. */
  MANAGER_NAME("freshseal.manager.name"),
  /** PEM file of the certificates by which the manager is reached, now and later. */
  MANAGER_CERTIFICATES("freshseal.manager.certificates"),
  /** Time between two heartbeats of a computer. */
  MANAGER_HEARTBEAT("freshseal.manager.heartbeat", Trait.CHANGEABLE),
  /** Time between two updates that a computer makes by itself. */
  MANAGER_UPDATE_INTERVAL("freshseal.manager.update-interval", Trait.CHANGEABLE),
  /** Base URL of the primary source, as computers reach it. */
  MANAGER_PRIMARY_SOURCE("freshseal.manager.primary-source", Trait.CHANGEABLE),
  /** How many days ahead an end is told, for example {@code 30,14,7,1}. */
  MANAGER_ALERT_DAYS("freshseal.manager.alert-days", Trait.CHANGEABLE),
  /** For how long a computer may be behind the source before that is told. */
  MANAGER_OUT_OF_DATE_AFTER("freshseal.manager.out-of-date-after", Trait.CHANGEABLE),
  /** PKCS#12 file with the server's certificate. */
  TLS_KEYSTORE("freshseal.tls.keystore"),
  /** Password of that file. */
  TLS_PASSWORD("freshseal.tls.password", Trait.SECRET),
  /** The address the server listens on for https. */
  TLS_ADDRESS("freshseal.tls.address"),
  /** The https port. */
  TLS_PORT("freshseal.tls.port");

  private enum Trait {
    FIXED,
    CHANGEABLE,
    SECRET
  }

  private static final String PREFIX = "freshseal.";

  private final String key;
  private final Trait trait;

  SettingKey(String key) {
    this(key, Trait.FIXED);
  }

  SettingKey(String key, Trait trait) {
    this.key = key;
    this.trait = trait;
  }

  /** The full name, {@code freshseal.relay.build}. */
  public String key() {
    return key;
  }

  /** The name without the product's, {@code relay.build}, as the API spells it. */
  public String shortKey() {
    return key.substring(PREFIX.length());
  }

  /** Whether the value may change while the process runs. */
  public boolean changeable() {
    return trait == Trait.CHANGEABLE;
  }

  /** Whether the value is never shown. */
  public boolean secret() {
    return trait == Trait.SECRET;
  }

  /** Finds a key by its full or its short name. */
  public static Optional<SettingKey> parse(String name) {
    return Arrays.stream(values())
        .filter(setting -> setting.key.equals(name) || setting.shortKey().equals(name))
        .findFirst();
  }
}
