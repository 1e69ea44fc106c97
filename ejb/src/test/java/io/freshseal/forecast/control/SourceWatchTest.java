package io.freshseal.forecast.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.CertificateFacts.Role;
import io.freshseal.trust.entity.TrustBasis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {

  private static final Instant START = Instant.parse("2030-06-01T12:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(START);
  private UpstreamSimulator upstream;
  private TrustBasis trust;
  private SourceSight sight = SourceSight.of("http://source.test/source/v1", SourceSight.ANY);
  private final SourceWatch watch = new SourceWatch();

  @BeforeEach
  void publish() throws IOException {
    upstream = new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), START), clock);
    trust = TrustBasis.of(upstream.anchors());
    upstream.offer("smart-scan", "19.421.00", "first".getBytes(StandardCharsets.UTF_8));
    upstream.publish();
  }

  private SourceSight look() {
    OfferReader reader =
        new OfferReader() {
          @Override
          public CatalogAnswer catalog(Optional<String> etag) {
            return upstream.fetchCatalog(etag);
          }

          @Override
          public Optional<byte[]> signature(Sha256 digest, long size) {
            return upstream.fetchBytes(digest, size) instanceof BytesAnswer.Fetched fetched
                ? Optional.of(fetched.bytes())
                : Optional.empty();
          }
        };
    sight = watch.look(reader, sight, trust, clock.instant());
    return sight;
  }

  @Test
  void a_look_tells_what_is_offered_with_every_certificate_of_its_chain() {
    SourceOffer offer = look().offer().orElseThrow();

    assertThat(sight.isCurrent()).isTrue();
    assertThat(sight.renews(clock.instant())).isTrue();
    assertThat(offer.catalog().sequence()).isEqualTo(1);
    assertThat(offer.chain(upstream.entry("smart-scan").signature().sha256()))
        .extracting(CertificateFacts::role)
        .startsWith(Role.SIGNER)
        .endsWith(Role.ANCHOR);
    assertThat(offer.signers()).isNotEmpty();
    assertThat(upstream.contentBytes()).isZero();
  }

  @Test
  void an_unchanged_source_costs_one_request() {
    look();
    long before = upstream.requests();
    clock.advance(Duration.ofMinutes(1));

    look();

    assertThat(upstream.requests()).isEqualTo(before + 1);
    assertThat(sight.seen()).contains(clock.instant());
  }

  @Test
  void a_source_that_does_not_answer_is_unknown_since_it_last_did_and_its_offer_stays() {
    look();
    clock.advance(Duration.ofHours(1));
    upstream.unreachable = true;

    look();

    assertThat(sight.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(sight.isCurrent()).isFalse();
    assertThat(sight.renews(clock.instant())).isFalse();
    assertThat(sight.unknownSince()).contains(START);
    assertThat(sight.offer().orElseThrow().catalog().sequence()).isEqualTo(1);
  }

  @Test
  void an_older_catalog_is_no_offer_and_the_newer_one_is_still_known() {
    byte[] first = upstream.publish();
    upstream.publish();
    look();

    upstream.serveCatalog(first);
    look();

    assertThat(sight.code()).isEqualTo(StatusCode.ROLLBACK);
    assertThat(sight.offer().orElseThrow().catalog().sequence()).isEqualTo(3);
  }

  @Test
  void a_stranger_under_other_anchors_is_no_offer() throws IOException {
    SigningAuthority stranger = SigningAuthority.own(folder.resolve("other"), START);
    upstream.signWith(stranger);
    upstream.publish();

    look();

    assertThat(sight.code()).isEqualTo(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED);
    assertThat(sight.offer()).isEmpty();
    assertThat(sight.unknownSince()).isEmpty();
  }

  @Test
  void an_expired_catalog_is_what_is_offered_and_a_source_that_does_not_renew() {
    look();
    clock.advance(upstream.catalogValidity);

    look();

    assertThat(sight.code()).isEqualTo(StatusCode.CATALOG_EXPIRED);
    assertThat(sight.isCurrent()).isTrue();
    assertThat(sight.renews(clock.instant())).isFalse();
  }

  @Test
  void a_file_that_should_have_been_renewed_long_ago_tells_of_a_source_that_does_not_renew() {
    upstream.signatureValidity = Duration.ofDays(12);
    upstream.renew("smart-scan");
    upstream.publish();
    look();
    Instant sixthLeft = START.plus(Duration.ofDays(10));

    assertThat(sight.renews(sixthLeft.minusSeconds(60))).isTrue();
    assertThat(sight.renews(sixthLeft.plusSeconds(60))).isFalse();
    assertThat(sight.renewingBy(Duration.ofDays(1)).renews(sixthLeft.plusSeconds(60))).isTrue();
  }

  @Test
  void what_was_remembered_over_a_restart_is_not_taken_for_current() {
    SourceOffer offer = look().offer().orElseThrow();
    SourceSight blank = SourceSight.of("http://source.test/source/v1", SourceSight.ANY);

    SourceSight again = blank.remembering(offer, START);

    assertThat(again.isCurrent()).isFalse();
    assertThat(again.unknownSince()).contains(START);
  }

  @Test
  void catalogThatIsInMemoryAlready_isNotKeptASecondTime_andAnotherTakesNoOnesPlace() {
    sight = look();
    SourceOffer offer = sight.offer().orElseThrow();
    CatalogReading read = CatalogJson.parse(CatalogJson.write(offer.catalog()));
    Catalog same = ((CatalogReading.Read) read).catalog();

    SourceSight shared = sight.sharing(offer.payload(), same);

    assertThat(shared).isEqualTo(sight);
    assertThat(shared.offer().orElseThrow().catalog()).isSameAs(same);
    assertThat(shared.sharing(offer.payload(), same)).isSameAs(shared);
    assertThat(sight.sharing(Sha256.of(new byte[0]), same)).isSameAs(sight);
  }
}
