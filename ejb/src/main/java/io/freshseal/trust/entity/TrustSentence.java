package io.freshseal.trust.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What a judgement says when it refuses. */
public enum TrustSentence implements SentenceKey {
  /** 0 when the catalog was issued, 1 now. */
  CATALOG_ISSUED_AHEAD,
  /** 0 the sequence, 1 when it expired, 2 now. */
  CATALOG_EXPIRED,
  /** 0 and 1 the epoch and sequence offered, 2 and 3 those accepted. */
  CATALOG_OLDER,
  /** 0 the epoch offered, 1 the one accepted, 2 how much higher it may be. */
  EPOCH_AHEAD,
  /** 0 how many components, 1 the epoch, 2 the most. */
  COMPONENTS_EXCEED,
  /** 0 the sequence, 1 the digest accepted, 2 the one offered. */
  CATALOG_TWICE,
  /** 0 the component, 1 the version offered, 2 the one accepted. */
  COMPONENT_OLDER,
  /** 0 the component, 1 the version, 2 the digest named, 3 the one accepted. */
  COMPONENT_TWICE,
  /** 0 the component, 1 the version, 2 the serial named, 3 the one accepted. */
  SERIAL_OLDER,
  /** 0 the name of the source offered, 1 the name of the one expected. */
  SOURCE_OTHER,
  /** 0 the anchor's name. */
  ANCHOR_FORBIDS_CHAIN,
  /** 0 the clock's time, 1 the newest trusted time. */
  CLOCK_BEHIND,
  /** 0 the subject, 1 the serial number, 2 when, 3 the reason as RFC 5280 spells it. */
  CERTIFICATE_REVOKED,
  /** 0 the issuer, 1 the subject of the certificate in question. */
  REVOCATION_LIST_MISSING,
  /** 0 the issuer, 1 the subject of the certificate in question. */
  REVOCATION_LIST_FOREIGN,
  /** 0 the issuer, 1 the list's number, 2 when another one was to follow, 3 now. */
  REVOCATION_LIST_STALE,
  /** 0 the issuer, 1 the list's number, 2 when it was made, 3 now. */
  REVOCATION_LIST_AHEAD,
  /** 0 the issuer, 1 the number offered, 2 the one accepted. */
  REVOCATION_LIST_OLDER,
  /** 0 the list's bytes, 1 the most. */
  REVOCATION_LIST_TOO_LARGE,
  /** 0 how many lists, 1 their bytes, 2 and 3 the most of both. */
  REVOCATION_LISTS_EXCEED,
  /** 0 the list's digest. */
  REVOCATION_LIST_MALFORMED,
  /** 0 the list's digest. */
  REVOCATION_LIST_PARTIAL,
  /** 0 the list's digest. */
  REVOCATION_LIST_CRITICAL,
  /** 0 the list's digest. */
  REVOCATION_LIST_UNNUMBERED,
  /** No arguments. */
  KEY_NOT_ALLOWED,
  /** 0 the object identifier of the digest algorithm. */
  DIGEST_NOT_ALLOWED,
  /** 0 the object identifier of the signature algorithm. */
  ALGORITHM_NOT_OF_KEY,
  /** No arguments. */
  CHAIN_ABSENT,
  /** 0 the certificate's subject. */
  CHAIN_NOT_ALLOWED,
  /** 0 what the validation says, in English. */
  CHAIN_BROKEN,
  /** No arguments. */
  CHAIN_UNREADABLE,
  /** 0 the role, 1 the subject, 2 notAfter, 3 now. */
  CERTIFICATE_EXPIRED,
  /** 0 the role, 1 the subject, 2 notBefore, 3 now. */
  CERTIFICATE_NOT_YET_VALID,
  /** A part of the two above. */
  ROLE_SIGNER,
  /** A part of the two above. */
  ROLE_INTERMEDIATE,
  /** A part of the two above. */
  ROLE_ANCHOR,
  /** No arguments. */
  PURPOSE_NOT_CODE_SIGNING,
  /** No arguments. */
  PURPOSE_NOT_SIGNATURE,
  /** No arguments. */
  ATTRIBUTES_MISSING,
  /** No arguments. */
  OTHER_CERTIFICATE_NAMED,
  /** No arguments. */
  SIGNATURE_WRONG,
  /** 0 how many. */
  SIGNER_COUNT,
  /** No arguments. */
  SIGNER_CERTIFICATE_MISSING,
  /** 0 the file. */
  KEYSTORE_UNFIT,
  /** 0 the file, 1 what the library says, in English. */
  KEYSTORE_UNREADABLE,
  /** 0 the signing time, 1 now. */
  SIGNED_AHEAD,
  /** No arguments. */
  CATALOG_NOT_INSIDE,
  /** No arguments. */
  CATALOG_OTHER,
  /** 0 what the signature is for. */
  MISBOUND_NO_CATALOG,
  /** 0 what the signature is for, 1 what is asked for. */
  MISBOUND,
  /** No arguments. */
  CONTENT_ATTACHED,
  /** 0 what the signature is for. */
  CONTENT_OTHER,
  /** 0 its bytes, 1 the bound. */
  SIGNATURE_TOO_LARGE,
  /** No arguments. */
  SIGNATURE_EMPTY,
  /** No arguments. */
  SIGNATURE_WEB_PAGE,
  /** No arguments. */
  SIGNATURE_NOT_DER,
  /** 0 one of the FORM parts. */
  SIGNATURE_FORM,
  /** A part. */
  FORM_NOT_DER,
  /** A part. */
  FORM_CONTENT_TYPE,
  /** A part. */
  FORM_VERSION,
  /** A part. */
  FORM_PARAMETERS,
  /** A part. */
  FORM_NOT_DATA,
  /** A part; 0 how many. */
  FORM_CERTIFICATE_COUNT,
  /** A part. */
  FORM_NOT_X509,
  /** A part. */
  FORM_REVOCATION_LISTS,
  /** A part; 0 how many. */
  FORM_SIGNER_COUNT,
  /** A part; 0 the object identifier. */
  FORM_ATTRIBUTE_COUNT,
  /** A part. */
  FORM_SIGNING_TIME,
  /** A part. */
  FORM_SIGNING_CERTIFICATE,
  /** A part; 0 the bound. */
  FORM_VALUE_COUNT,
  /** A part; 0 the bound. */
  FORM_DEPTH,
  /** A part. */
  FORM_LENGTH,
  /** A part. */
  FORM_TRUNCATED,
  /** 0 the bound in bytes. */
  ANCHORS_TOO_LARGE,
  /** No arguments. */
  ANCHORS_EMPTY,
  /** 0 what the parser says, in English. */
  ANCHORS_DAMAGED,
  /** A part. */
  FORM_UNSIGNED_MISPLACED,
  /** A part. */
  FORM_UNSIGNED_UNKNOWN,
  /** A part. */
  FORM_UNSIGNED_VALUES,
  /** A part; 0 the bound in bytes. */
  FORM_UNSIGNED_TOO_LARGE,
  /** The timestamp token cannot be read. */
  TIMESTAMP_UNREADABLE,
  /** The timestamp token has no signer, several, or one whose certificate is missing. */
  TIMESTAMP_SIGNER,
  /** The timestamp uses a key or algorithm outside the allow-list. */
  TIMESTAMP_ALGORITHM,
  /** The timestamp is over another signature. */
  TIMESTAMP_OF_ANOTHER,
  /** The signature of the timestamp does not verify. */
  TIMESTAMP_FAILURE,
  /** 0 why a certificate is refused: a sentence, 1 why its timestamp does not stand for now. */
  TIMESTAMP_NO_HELP,
  /** There is no timestamp. */
  TIMESTAMP_MISSING,
  /** 0 the timestamp's time, 1 the certificate, 2 and 3 the ends of its validity. */
  TIMESTAMP_OUTSIDE,
  /** 0 the timestamp's time, 1 now. */
  TIMESTAMP_AHEAD,
  /** 0 the certificate of the timestamp authority. */
  TIMESTAMP_PURPOSE,
  /** 0 why the chain of the timestamp authority is refused: a sentence. */
  TIMESTAMP_CHAIN,
  /** 0 the token's time, 1 that of the source. */
  TIMESTAMP_OTHER_TIME,
  /** There is no post-quantum signature, but the policy asks for one. */
  POST_QUANTUM_MISSING,
  /** The post-quantum signature cannot be read. */
  POST_QUANTUM_UNREADABLE,
  /** The post-quantum signature has no signer, several, or one whose certificate is missing. */
  POST_QUANTUM_SIGNER,
  /** The post-quantum signature is not by ML-DSA-65 with SHA-256. */
  POST_QUANTUM_ALGORITHM,
  /** The post-quantum signature covers something else than the classical one. */
  POST_QUANTUM_OF_ANOTHER,
  /** The post-quantum signature does not verify. */
  POST_QUANTUM_FAILURE,
  /** No chain leads from the post-quantum signer to an anchor at hand. */
  POST_QUANTUM_UNTRUSTED,
  /** 0 the certificate of the post-quantum signer. */
  POST_QUANTUM_PURPOSE;

  @Override
  public String family() {
    return "trust";
  }
}
