package io.freshseal.database.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.shared.control.StartValues;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

class DatabaseDataSourceTest {

  @TempDir private Path folder;

  private DataSource inFolder() {
    return new DatabaseDataSource(
        StartValues.of(Map.of("freshseal.data", folder.toString()), Map.of()));
  }

  private static List<String> column(DataSource source, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Test
  void nothingSaid_isAFileUnderTheDataFolder() throws SQLException {
    DataSource source = inFolder();
    try (Connection connection = source.getConnection()) {
      assertThat(connection.getMetaData().getURL())
          .startsWith("jdbc:h2:file:" + folder.resolve("db"));
      assertThat(column(source, writeDelay())).containsOnly("0");
    }
    assertThat(folder.resolve("db/freshseal.mv.db")).exists();
  }

  private static String writeDelay() {
    return "select setting_value from information_schema.settings where setting_name ="
        + " 'WRITE_DELAY'";
  }

  @Test
  void emptyDatabase_isMigratedAndSeededWithTheLinesOfTheField() throws SQLException {
    DataSource source = inFolder();
    int applied = migrate(source);

    assertThat(applied).isPositive();
    assertThat(migrate(source)).isZero();
    assertThat(
            column(
                source,
                "select product_line || '-' || first_build || ' ' || display_name"
                    + " from relay_build order by first_build"))
        .containsExactly(
            "12.0.0-1278 Update 12", "20.0.0-1337 2020-10-28", "11.0.0-1690 Update 24");
  }

  private static int migrate(DataSource source) {
    return Flyway.configure(DatabaseDataSource.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:db/migration")
        .load()
        .migrate()
        .migrationsExecuted;
  }

  @Test
  void postgresUrl_asksPostgres() {
    DataSource source =
        new DatabaseDataSource(
            StartValues.of(
                Map.of("freshseal.db.url", "jdbc:postgresql://127.0.0.1:1/none"), Map.of()));

    assertThatThrownBy(source::getConnection).hasCauseInstanceOf(PSQLException.class);
  }

  @Test
  void databaseOfARunningServer_isNamedAsTheReason() throws Exception {
    try (FileChannel other = lockedByAnother()) {
      assertThat(other.isOpen()).isTrue();
      assertThatThrownBy(inFolder()::getConnection)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("does another server run on this data folder?");
    }
  }

  private FileChannel lockedByAnother() throws IOException {
    Files.createDirectories(folder.resolve("db"));
    FileChannel file =
        FileChannel.open(
            folder.resolve("db/freshseal.mv.db"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    file.lock();
    return file;
  }

  @Test
  void unknownDatabase_isRefusedWithoutShowingTheUrl() {
    DataSource source =
        new DatabaseDataSource(
            StartValues.of(Map.of("freshseal.db.url", "jdbc:other://x?password=y"), Map.of()));

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("freshseal.db.url")
        .hasMessageNotContaining("password");
  }
}
