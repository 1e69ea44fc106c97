package io.freshseal.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.access.control.RecentSignIns.Attempt;
import io.freshseal.access.entity.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentSignInsTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Caller ADMIN = new Caller("admin", Set.of(Caller.ADMINISTRATOR));

  private final RecentSignIns recent = new RecentSignIns(new SecureRandom());

  private static Attempt attempt(String name, String password, String address) {
    return new Attempt(name, password.toCharArray(), address);
  }

  @Test
  void samePasswordFromTheSamePlace_isRememberedForFiveMinutes() {
    recent.remember(attempt("admin", "secret", "192.0.2.1"), ADMIN, NOW);

    Attempt again = attempt("admin", "secret", "192.0.2.1");
    assertThat(recent.find(again, NOW.plusSeconds(299))).contains(ADMIN);
    assertThat(recent.find(again, NOW.plus(Duration.ofMinutes(5)))).isEmpty();
  }

  @Test
  void anythingElse_isNotRemembered() {
    recent.remember(attempt("admin", "secret", "192.0.2.1"), ADMIN, NOW);

    assertThat(recent.find(attempt("admin", "Secret", "192.0.2.1"), NOW)).isEmpty();
    assertThat(recent.find(attempt("admin", "secret", "192.0.2.2"), NOW)).isEmpty();
    assertThat(recent.find(attempt("admi", "nsecret", "192.0.2.1"), NOW)).isEmpty();
  }

  @Test
  void attempt_showsNoPassword() {
    assertThat(attempt("admin", "secret", "here").toString()).doesNotContain("secret");
  }
}
