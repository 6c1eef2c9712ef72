package dev.perennial.platform.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perennial.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Two replicas on one database, at one frozen instant: nothing is refilled. */
class SharedBucketsTest {
  private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final AtomicInteger connections = new AtomicInteger();
  private final DataSource database = counted(asApplication());
  private final String name = "test:" + UUID.randomUUID();

  private static DataSource asApplication() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(TestDatabase.roles().url());
    database.setUser("perennial_app");
    database.setPassword(TestDatabase.roles().applicationPassword());
    return database;
  }

  private DataSource counted(DataSource target) {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                connections.incrementAndGet();
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static int take(SharedBuckets replica, String name, long quota, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += replica.take(name, quota).isConsumed() ? 1 : 0;
    }
    return taken;
  }

  @Test
  void replicasShareAQuotaUpToABlockEach() {
    int quota = 200;
    int block = quota / SharedBuckets.BLOCKS;
    SharedBuckets first = new SharedBuckets(database, NOW);
    SharedBuckets second = new SharedBuckets(database, NOW);
    int taken = 0;
    for (int i = 0; i < 50; i++) { // turn by turn
      taken += take(first, name, quota, 5) + take(second, name, quota, 5);
    }
    assertTrue(taken >= quota && taken <= quota + 2 * block, "taken " + taken);
    assertEquals(0, take(new SharedBuckets(database, NOW), name, quota, 5), "a third finds nothing left");
  }

  @Test
  void aBusyCallerSeldomReachesTheDatabase() {
    SharedBuckets replica = new SharedBuckets(database, NOW);
    assertEquals(1, take(replica, name, 60_000, 1)); // makes the row
    connections.set(0);
    assertEquals(2000, take(replica, name, 60_000, 2000));
    assertEquals(0, connections.get());
    assertEquals(2000, take(replica, name, 60_000, 2000)); // more than a twentieth: settled once
    assertEquals(1, connections.get());
  }

  @Test
  void aRowThatWasDeletedIsMadeAgain() throws Exception {
    SharedBuckets replica = new SharedBuckets(database, NOW);
    assertEquals(1, take(replica, name, 20, 1)); // settles at each second token
    try (var connection = database.getConnection(); var statement = connection.createStatement()) {
      statement.execute("DELETE FROM platform.rate_limit WHERE id = '" + name + ":20'");
    }
    assertTrue(takenAtOnce(replica, 20) <= 21);
    assertEquals(0, take(replica, name, 20, 5));
  }

  @Test
  void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
    assertEquals(100, takenAtOnce(new SharedBuckets(database, NOW), 100));
  }

  private int takenAtOnce(SharedBuckets replica, long quota) throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var tasks = IntStream.range(0, 8).<Callable<Integer>>mapToObj(i -> () -> take(replica, name, quota, 50)).toList();
      int taken = 0;
      for (var result : threads.invokeAll(tasks)) {
        taken += result.get();
      }
      return taken;
    }
  }
}
