package io.freshseal.trust.control.cms;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** The kinds of SignedData that are read, and what each may hold. */
enum EnvelopeForm {
  /** A signature file or a catalog; alone may carry others, as unsigned attributes. */
  SIGNATURE(CMSObjectIdentifiers.data, true),
  /** A timestamp token (RFC 3161 2.4.2). */
  TIMESTAMP(PKCSObjectIdentifiers.id_ct_TSTInfo, false),
  /** The second signature of a signature file or catalog, by a post-quantum key. */
  POST_QUANTUM(CMSObjectIdentifiers.data, false);

  private final ASN1ObjectIdentifier contentType;
  private final boolean mayCarry;

  EnvelopeForm(ASN1ObjectIdentifier contentType, boolean mayCarry) {
    this.contentType = contentType;
    this.mayCarry = mayCarry;
  }

  ASN1ObjectIdentifier contentType() {
    return contentType;
  }

  /** Tells whether a SignerInfo may have unsigned attributes. */
  boolean mayCarry() {
    return mayCarry;
  }

  /** RFC 5652 5.1: a content type other than id-data, or a signer named by key, makes it three. */
  int version(boolean anySignerByKey) {
    return anySignerByKey || !CMSObjectIdentifiers.data.equals(contentType) ? 3 : 1;
  }
}
