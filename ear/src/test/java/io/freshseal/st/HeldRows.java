package io.freshseal.st;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/**
 * What a server's database says is held: every row about a component and its signature file, with
 * every column. Read over JDBC beside the running server, which shares its embedded database for
 * that.
 */
final class HeldRows {
  private static final String ALL =
      "select * from component c join signature_file s on s.id = c.signature_ref"
          + " order by c.node, c.store, c.component_id";

  // H2 lets nobody without a name in over a socket.
  private static final String USER = "freshseal";
  private static final String PASSWORD = "of this test";

  private final String url;

  private HeldRows(String url) {
    this.url = url;
  }

  /** Has a server that is not started yet share its database with this machine alone. */
  static HeldRows of(Server server) {
    Path file = server.data().resolve("db").resolve("freshseal");
    String url = "jdbc:h2:file:" + file + ";AUTO_SERVER=TRUE";
    server
        .and("db.url", url)
        .and("db.user", USER)
        .and("db.password", PASSWORD)
        .withEnvironment("JAVA_TOOL_OPTIONS", "-Dh2.bindAddress=127.0.0.1");
    return new HeldRows(url + ";IFEXISTS=TRUE");
  }

  /** The rows, one a line. */
  String read() {
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      StringJoiner all = new StringJoiner("\n");
      while (rows.next()) {
        StringJoiner row = new StringJoiner(" | ");
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.add(rows.getString(column));
        }
        all.add(row.toString());
      }
      return all.toString();
    } catch (SQLException e) {
      throw new IllegalStateException("the rows cannot be read", e);
    }
  }
}
