package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.publishing.entity.AuthorityList;
import io.freshseal.publishing.entity.AuthoritySentence;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Refused;
import io.freshseal.settings.entity.SourceSettings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.AnchorSigning;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.AnchorKey;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replacing the authorities of a source: one is introduced, then signs, then the old one retires.
 * Each step puts out a catalog that leads readers along. What a step has decided is forced before
 * the catalog; a failure in between is made good by {@link Source#due}. Safe for threads.
 */
public final class SourceAuthorities {

  private final Source source;
  private final Authorities authorities;
  private final Renewal renewal;
  private final CatalogPublisher publisher;

  SourceAuthorities(
      Source source, Authorities authorities, Renewal renewal, CatalogPublisher publisher) {
    this.source = source;
    this.authorities = authorities;
    this.renewal = renewal;
    this.publisher = publisher;
  }

  /**
   * The authorities, and the bundle that tells of them.
   *
   * @throws IOException if a key store cannot be read
   */
  public AuthorityList list() throws IOException {
    synchronized (source) {
      return authorities.list();
    }
  }

  /** The link file of a number, as readers get it. */
  public Optional<byte[]> link(long number) {
    try {
      return authorities.link(number).map(AnchorLink::file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Something to do to the authorities; tells whether everything is to be signed anew. */
  @FunctionalInterface
  private interface Step {
    boolean take(SourceSettings settings, Instant now) throws IOException, SigningRefusedException;
  }

  /**
   * Makes one more authority and tells readers of it. Refuses {@code CONFLICT} where too few keys
   * are at hand to vouch for it.
   */
  public PublishOutcome introduce(Instant clock) {
    return step(clock, this::introduce);
  }

  private boolean introduce(SourceSettings settings, Instant now)
      throws IOException, SigningRefusedException {
    requireKeys();
    List<X509Certificate> anchors = new ArrayList<>(authorities.bundle().anchors());
    if (anchors.size() >= TrustAnchors.MAX_CERTIFICATES) {
      throw refusal(StatusCode.CONFLICT, AuthoritySentence.NO_ROOM);
    }
    anchors.add(authorities.fresh(now).anchor());
    goOn(anchors, settings, now);
    return false;
  }

  /**
   * Signs everything under another authority from now on. Refuses {@code NOT_FOUND} for one that
   * readers do not know, {@code CONFLICT} for one whose key is not at hand.
   */
  public PublishOutcome activate(Sha256 fingerprint, Instant clock) {
    return step(
        clock,
        (settings, now) -> {
          requireOwn();
          if (AnchorSigning.keys(List.of(requireKnown(fingerprint))).isEmpty()) {
            throw refusal(StatusCode.CONFLICT, AuthoritySentence.POST_QUANTUM);
          }
          SigningAuthority authority =
              authorities
                  .atHand(fingerprint)
                  .orElseThrow(() -> refusal(StatusCode.CONFLICT, AuthoritySentence.KEY_AWAY));
          authorities.activate(authority);
          return true;
        });
  }

  /**
   * Tells readers to trust an authority no more. Refuses {@code NOT_FOUND}, and {@code CONFLICT}
   * for the one that signs, where too few would be left, and where too few keys are at hand.
   */
  public PublishOutcome retire(Sha256 fingerprint, Instant clock) {
    return step(
        clock,
        (settings, now) -> {
          requireOwn();
          X509Certificate anchor = requireKnown(fingerprint);
          if (authorities.signsBeside(anchor)) {
            throw refusal(StatusCode.CONFLICT, AuthoritySentence.POST_QUANTUM);
          }
          if (authorities.active().fingerprint().equals(fingerprint)) {
            throw refusal(StatusCode.CONFLICT, AuthoritySentence.SIGNS);
          }
          List<X509Certificate> rest = new ArrayList<>(authorities.bundle().anchors());
          rest.remove(anchor);
          if (AnchorSigning.keys(rest).size() < settings.authority().threshold()) {
            throw refusal(
                StatusCode.CONFLICT,
                AuthoritySentence.TOO_FEW_LEFT,
                settings.authority().threshold());
          }
          requireKeys();
          goOn(rest, settings, now);
          return true;
        });
  }

  private PublishOutcome step(Instant clock, Step step) {
    return source.work(
        clock,
        (settings, now) -> {
          try {
            boolean all = step.take(settings, now);
            publisher.showAnchors();
            return source.snapshot().isEmpty() ? Optional.empty() : publish(all, settings, now);
          } catch (StorageException e) {
            throw e;
          } catch (IOException e) {
            throw new StorageException(
                StatusCode.STORAGE_FAULT, AuthoritySentence.KEYS_UNREADABLE, e.getMessage());
          }
        });
  }

  private Optional<Catalog> publish(boolean all, SourceSettings settings, Instant now)
      throws StorageException, SigningRefusedException {
    return Optional.of(
        all
            ? renewal.renew(entry -> true, settings, now)
            : publisher.publish(source.snapshot().orElseThrow().held(), settings, now));
  }

  private void goOn(List<X509Certificate> anchors, SourceSettings settings, Instant now)
      throws IOException, SigningRefusedException {
    Verdict<AnchorLink> next = authorities.goOn(anchors, settings.authority().threshold(), now);
    if (next instanceof Rejected<AnchorLink> refused) {
      throw new SigningRefusedException(refused);
    }
  }

  private void requireOwn() throws SigningRefusedException {
    if (authorities.areOfOperator() || authorities.newest().isEmpty()) {
      throw refusal(StatusCode.CONFLICT, AuthoritySentence.OF_OPERATOR);
    }
  }

  private X509Certificate requireKnown(Sha256 fingerprint) throws SigningRefusedException {
    return authorities
        .anchor(fingerprint)
        .orElseThrow(() -> refusal(StatusCode.NOT_FOUND, AuthoritySentence.UNKNOWN));
  }

  // Before a key is made, so that a refusal leaves nothing behind.
  private void requireKeys() throws IOException, SigningRefusedException {
    requireOwn();
    List<X509Certificate> here =
        authorities.atHand().stream()
            .map(SigningAuthority::anchor)
            .filter(authorities.bundle().anchors()::contains)
            .toList();
    int needed = authorities.bundle().threshold();
    if (AnchorKey.of(here).size() < needed) {
      throw refusal(
          StatusCode.CONFLICT, AuthoritySentence.TOO_FEW_KEYS, needed, AnchorKey.of(here).size());
    }
  }

  private static SigningRefusedException refusal(
      StatusCode code, AuthoritySentence key, Object... arguments) {
    return new SigningRefusedException(new Refused(code, Sentence.of(key, arguments)));
  }
}
