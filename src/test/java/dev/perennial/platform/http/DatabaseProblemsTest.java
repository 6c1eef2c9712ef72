package dev.perennial.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.perennial.launcher.DatabaseRoles;
import dev.perennial.testing.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DatabaseProblemsTest {
  private final DatabaseProblems problems = new DatabaseProblems();

  /** A real pool of one, whose connection is out. */
  @Test
  void anEmptyPoolIsNoFaultOfTheRequest() throws Exception {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofMillis(50))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(TestDatabase.roles().url())
                                    .principal(new NamePrincipal(DatabaseRoles.APPLICATION))
                                    .credential(new SimplePassword(TestDatabase.roles().applicationPassword()))));
    try (AgroalDataSource pool = AgroalDataSource.from(configuration); Connection taken = pool.getConnection()) {
      assertNotNull(taken);
      SQLException failure = Assertions.assertThrows(SQLException.class, pool::getConnection);
      ProblemException problem = problems.of(failure);
      assertNotNull(problem, failure.toString());
      assertEquals(ProblemType.UNAVAILABLE, problem.type());
    }
  }

  @Test
  void whatIsNotKnownIsOurFault() {
    assertNull(problems.of(new SQLException("syntax error", "42601")));
    assertNull(problems.of(new IllegalStateException("no database in it")));
  }
}
