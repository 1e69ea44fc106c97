package io.freshseal.database.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an older version wrote, in the words of this one. */
class UpgradeTest {

  private final JdbcDataSource source = new JdbcDataSource();
  private int steps;

  @BeforeEach
  void olderVersion() {
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    migrate("15");
  }

  private void migrate(String version) {
    Flyway.configure(DatabaseDataSource.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private void run(String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(values));
    }
  }

  private void relay(String name, String token) throws SQLException {
    run(
        "insert into computer (computer_id, computer_name, group_id, assignment, roles, platform,"
            + " build, url, address, enrolled_at, enrolled_with, offline, may_relay)"
            + " select '%s', '%s', min(group_id), 'TOKEN', 'agent relay', 'any', '20.0.0-1337',"
            + " 'http://relay', '-', 1, '%s', false, true from relay_group",
        name, name, token);
  }

  private void step(String kind, String relay, String state, int at) throws SQLException {
    String update = kind + " " + ++steps;
    run(
        "insert into security_update (update_id, order_kind, created_by, created_at, until_at)"
            + " values ('%s', '%s', 'admin', 1, 2)",
        update, kind);
    run(
        "insert into update_step (step_id, update_id, computer_id, computer_name, group_id, relay,"
            + " step_state, status_code, status_text, changed_at)"
            + " values ('%s', '%s', '%s', '-', '-', true, '%s', 0, '-', %d)",
        update, update, relay, state, at);
  }

  private Map<String, String> texts(String query) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    return found;
  }

  @Test
  void whoWasSwitchedOff_orNeverOn_servesNobody() throws SQLException {
    run(
        "insert into enrolment_token (token_id, token_name, secret_digest, most_uses, uses,"
            + " expires_at, anchors, created_by, created_at, relays)"
            + " values ('t', 'for relays', 's', 1, 1, 1, '-', 'admin', 1, true)");
    relay("never ordered", "old");
    relay("off", "old");
    step("ENABLE_RELAY", "off", "SUCCEEDED", 1);
    step("DISABLE_RELAY", "off", "SUCCEEDED", 2);
    step("ENABLE_RELAY", "off", "FAILED", 3);
    step("UPDATE", "off", "SUCCEEDED", 4);
    relay("on again", "old");
    step("DISABLE_RELAY", "on again", "SUCCEEDED", 1);
    step("ENABLE_RELAY", "on again", "SUCCEEDED", 2);
    step("DISABLE_RELAY", "on again", "FAILED", 3);
    relay("never on", "old");
    step("ENABLE_RELAY", "never on", "FAILED", 1);
    relay("joined as relay", "for relays");
    step("ENABLE_RELAY", "joined as relay", "FAILED", 1);

    migrate("latest");

    assertThat(texts("select computer_id, url from computer where serving = true"))
        .containsOnlyKeys("joined as relay", "never ordered", "on again")
        .containsValue("http://relay");
    assertThat(texts("select computer_id, url from computer where serving = false"))
        .containsOnlyKeys("never on", "off")
        .doesNotContainValue("http://relay");
  }

  @Test
  void theEndOfALastUpdate_isByTheManagersClock_andNeverAfterItWasTold() throws SQLException {
    relay("right", "old");
    relay("ahead", "old");
    relay("told early", "old");
    relay("no update", "old");
    run("update computer set run_at = 5000, last_seen = 9000 where computer_id <> 'no update'");
    run("update computer set clock_offset = 1000 where computer_id = 'ahead'");
    run("update computer set last_seen = 4000 where computer_id = 'told early'");

    migrate("latest");

    assertThat(texts("select computer_id, run_ended_at from computer"))
        .containsEntry("right", "5000")
        .containsEntry("ahead", "4000")
        .containsEntry("told early", "4000")
        .containsEntry("no update", null);
  }

  @Test
  void aRepairThatGoesOn_holdsItsCause_andOneAloneDoes() throws SQLException {
    diagnosis("d1", "relay-1");
    diagnosis("d2", "relay-1");
    diagnosis("d3", "relay-2");
    diagnosis("d4", "");
    repair("r1", "d1", "null");
    repair("r2", "d2", "null");
    repair("r3", "d3", "7");
    repair("r4", "d4", "null");

    migrate("latest");

    assertThat(texts("select repair_id, open_cause from repair"))
        .containsEntry("r1", "OLD_BUILD/RELAY/relay-1")
        .containsEntry("r2", null)
        .containsEntry("r3", null)
        .containsEntry("r4", null);
  }

  @Test
  void howNearTheEndOfAnOpenAlertWas_isNotTakenForKnown() throws SQLException {
    alert("ahead", "EXPIRY_AHEAD", "null");
    alert("over", "EXPIRY_AHEAD", "9");
    alert("endless", "DISKS_FULL", "null");

    migrate("latest");

    assertThat(texts("select alert_id, within_days from alert"))
        .containsEntry("ahead", "-1")
        .containsEntry("over", null)
        .containsEntry("endless", null);
  }

  @Test
  void whatWasAcknowledged_isMeasuredByWhatItConcernedLast() throws SQLException {
    alert("seen", "DISKS_FULL", "null");
    alert("open", "CLOCKS_DIFFER", "null");
    run("update alert set acknowledged_at = 5 where alert_id = 'seen'");

    migrate("latest");

    assertThat(texts("select alert_id, acknowledged_computers from alert"))
        .containsEntry("seen", "3")
        .containsEntry("open", null);
  }

  private void alert(String id, String kind, String end) throws SQLException {
    run(
        "insert into alert (alert_id, alert_kind, open_key, target_kind, target_id, alert_level,"
            + " sentence, computers, examples, started_at, changed_at, ended_at, revision,"
            + " told_revision) values ('%s', '%s', '%s', 'FLEET', '', 'WARNING', '-', 3, '', 1, 1,"
            + " %s, 1, 1)",
        id, kind, id, end);
  }

  private void diagnosis(String id, String culprit) throws SQLException {
    run(
        "insert into diagnosis values ('%s', 'admin', 1, 'OLD_BUILD', 'RELAY', '%s', '-', 1, true,"
            + " '-', '-', '-', '-')",
        id, culprit);
  }

  private void repair(String id, String diagnosis, String end) throws SQLException {
    run(
        "insert into repair (repair_id, diagnosis_id, created_by, created_at, ended_at,"
            + " repair_state) values ('%s', '%s', 'admin', 1, %s, 'RUNNING')",
        id, diagnosis, end);
  }
}
