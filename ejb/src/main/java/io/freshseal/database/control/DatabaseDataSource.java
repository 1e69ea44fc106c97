package io.freshseal.database.control;

import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StartValues;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one data source, whose driver follows from {@code freshseal.db.url}: H2 in file mode under
 * the data folder by default, PostgreSQL by setting alone. The container pools what this class
 * opens.
 *
 * <p>A data source definition is resolved before any configuration of the application exists, so
 * this class reads the settings itself, at the first connection.
 */
public final class DatabaseDataSource implements DataSource {

  private static final String H2 = "jdbc:h2:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  // One process has one database; the container makes as many of these objects as it likes.
  private static volatile boolean away;

  private final Optional<StartValues> given;
  private volatile DataSource delegate;
  private volatile boolean opened;
  private boolean told;
  private volatile int loginTimeout;
  private volatile PrintWriter logWriter;
  private String description = "";

  /** For the container; reads the settings of the process when it is first asked. */
  public DatabaseDataSource() {
    given = Optional.empty();
  }

  DatabaseDataSource(StartValues values) {
    given = Optional.of(values);
  }

  /**
   * Whether the last connection could not be opened. Whoever can do without the database then goes
   * on without it: an attempt may take half a minute. Some timer has to keep trying.
   */
  public static boolean isAway() {
    return away;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      Connection connection = delegate().getConnection();
      opened = true;
      away = false;
      return connection;
    } catch (SQLException e) {
      away = true;
      if (!opened) {
        throw new SQLException(told(e), e);
      }
      throw e;
    }
  }

  // The container opens the database before any bean of the product runs, so this is the place to
  // say in one sentence why there will be no start; once, however often the container tries.
  private synchronized String told(SQLException fault) {
    String sentence =
        fault.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
            ? "the database is in use; does another server run on this data folder?"
            : "the database cannot be opened: " + fault.getMessage();
    if (!told) {
      told = true;
      StartFailure.tell(sentence, fault);
    }
    return sentence;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    // The pool passes the blank credentials of its definition; the settings' are the real ones.
    return getConnection();
  }

  private DataSource delegate() throws SQLException {
    DataSource current = delegate;
    if (current == null) {
      synchronized (this) {
        current = delegate;
        if (current == null) {
          current = open(given.orElseGet(StartValues::ofProcess));
          current.setLoginTimeout(loginTimeout);
          delegate = current;
        }
      }
    }
    return current;
  }

  private static DataSource open(StartValues values) throws SQLException {
    Optional<String> url = values.find("freshseal.db.url");
    String user = values.find("freshseal.db.user").orElse("");
    String password = values.find("freshseal.db.password").orElse("");
    if (url.isPresent() && url.get().startsWith(POSTGRESQL)) {
      PGSimpleDataSource postgres = new PGSimpleDataSource();
      postgres.setUrl(url.get());
      // What the URL itself says of user and password goes before the settings.
      postgres.setUser(postgres.getUser() == null ? user : postgres.getUser());
      postgres.setPassword(postgres.getPassword() == null ? password : postgres.getPassword());
      return postgres;
    }
    if (url.isPresent() && !url.get().startsWith(H2)) {
      throw new SQLException("freshseal.db.url must start with " + H2 + " or " + POSTGRESQL);
    }
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(durable(url.orElseGet(() -> embedded(values))));
    h2.setUser(user);
    h2.setPassword(password);
    return h2;
  }

  private static String embedded(StartValues values) {
    String file = DataFolder.of(values).database().resolve("freshseal").toString();
    return H2 + "file:" + file.replace(";", "\\;") + ";DB_CLOSE_ON_EXIT=FALSE";
  }

  // Without this, H2 may lose a commit when the process is killed right after it.
  private static String durable(String url) {
    return url.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=") ? url : url + ";WRITE_DELAY=0";
  }

  /** What the container calls this data source; no more than that. */
  public String getDescription() {
    return description;
  }

  /** Takes what the container calls this data source. */
  public void setDescription(String description) {
    this.description = description;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    return delegate().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || delegate().isWrapperFor(type);
  }
}
