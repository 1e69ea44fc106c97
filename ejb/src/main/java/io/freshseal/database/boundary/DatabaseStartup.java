package io.freshseal.database.boundary;

import io.freshseal.shared.control.StartFailure;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date before any bean uses it. */
@DataSourceDefinition(
    name = DatabaseStartup.DATA_SOURCE,
    className = "io.freshseal.database.control.DatabaseDataSource",
    minPoolSize = 1,
    initialPoolSize = 1,
    maxPoolSize = 32,
    properties = {
      // A connection that the database has closed (a restart, a fail-over) is replaced, not used.
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.fail-all-connections=true"
    })
@Startup
@Singleton
@DependsOn("StartCheck")
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseStartup {

  /** Name under which every bean of the application finds the data source. */
  public static final String DATA_SOURCE = "java:app/jdbc/freshseal";

  @Resource(lookup = DATA_SOURCE)
  private DataSource dataSource;

  @PostConstruct
  void migrate() {
    try {
      Flyway.configure(getClass().getClassLoader())
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw StartFailure.tell("the database cannot be used: " + innermost(e).getMessage(), e);
    }
  }

  private static Throwable innermost(Throwable fault) {
    Throwable inner = fault;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner;
  }
}
