package io.freshseal.trust.control.cms;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** The messages between a source and a timestamp authority (RFC 3161 2.4), both sides of them. */
public final class TimestampExchange {

  /** Longest request that is read, in bytes; a real one has less than a hundred. */
  public static final int MAX_REQUEST_BYTES = 4096;

  /** Longest answer that is read, in bytes: the longest token, and its wrapping. */
  public static final int MAX_RESPONSE_BYTES = UnsignedReader.MAX_TIMESTAMP_BYTES + 1024;

  /** The built-in authority's policy: an arc of our own, as for the post-quantum attribute. */
  private static final ASN1ObjectIdentifier POLICY = UnsignedReader.POST_QUANTUM.branch("1");

  private static final Set<ASN1ObjectIdentifier> DIGESTS =
      Set.of(TSPAlgorithms.SHA256, TSPAlgorithms.SHA384, TSPAlgorithms.SHA512);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BITS = 64;
  private static final int SERIAL_BITS = 127;

  private TimestampExchange() {}

  /** Asks for a token over a digest, with the authority's certificate inside. */
  public static byte[] request(byte[] sha256) {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      return generator
          .generate(TSPAlgorithms.SHA256, sha256, new BigInteger(NONCE_BITS, RANDOM))
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a request has an encoding", e);
    }
  }

  /**
   * The token of an answer, as strict DER; empty if the answer refuses, is another request's, or
   * cannot be read. The token is not judged.
   *
   * @param request made here
   * @param response foreign bytes
   */
  public static Optional<byte[]> token(byte[] request, byte[] response) {
    try {
      TimeStampResponse answer = new TimeStampResponse(response);
      answer.validate(new TimeStampRequest(request));
      return Optional.ofNullable(answer.getTimeStampToken()).map(TimestampExchange::encoded);
    } catch (TSPException | IOException | RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  // What BER an authority may have written, its signature is over DER; a signature file is DER.
  private static byte[] encoded(TimeStampToken token) {
    try {
      return token.toCMSSignedData().toASN1Structure().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a token that was read has an encoding", e);
    }
  }

  /**
   * Answers a request as the authority with this key; a request that cannot be served is answered
   * by a refusal (RFC 3161 2.4.2), one that cannot be read too.
   *
   * @param request foreign bytes, at most {@link #MAX_REQUEST_BYTES}
   */
  public static byte[] answer(IssuedSigner authority, byte[] request, Instant now) {
    try {
      TimeStampResponseGenerator generator =
          new TimeStampResponseGenerator(tokens(authority), DIGESTS);
      return answer(generator, request, now).getEncoded();
    } catch (TSPException
        | IOException
        | OperatorCreationException
        | CertificateEncodingException e) {
      throw new IllegalStateException("the timestamp authority cannot answer", e);
    }
  }

  private static TimeStampResponse answer(
      TimeStampResponseGenerator generator, byte[] request, Instant now) throws TSPException {
    TimeStampRequest asked;
    try {
      asked = new TimeStampRequest(request);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return generator.generateFailResponse(
          PKIStatus.REJECTION, PKIFailureInfo.badDataFormat, "not a timestamp request");
    }
    try {
      return generator.generateGrantedResponse(
          asked, new BigInteger(SERIAL_BITS, RANDOM).setBit(0), Date.from(now));
    } catch (TSPException | RuntimeException e) {
      return generator.generateRejectedResponse(
          e instanceof TSPException ? e : new TSPException("the request cannot be served"));
    }
  }

  private static TimeStampTokenGenerator tokens(IssuedSigner authority)
      throws TSPException, OperatorCreationException, CertificateEncodingException {
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build(
                    SignatureNames.of(authority.key()), authority.key(), authority.certificate()),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
            POLICY);
    // Times are cut to the second, and the clock is as good as the machine's.
    generator.setAccuracySeconds(1);
    generator.addCertificates(new JcaCertStore(authority.chain()));
    return generator;
  }
}
