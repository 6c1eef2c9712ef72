package dev.perennial.launcher;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

/**
 * A process of its own for {@link KilledLauncherTest}: serves the folder of its argument and prints
 * each number once its commit is acknowledged, until somebody kills it.
 */
final class CommitUntilKilled {
  private CommitUntilKilled() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.durable(Path.of(arguments[0]), 0);
    try (Connection connection = database.superuserConnection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create table acknowledged (number int primary key)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into acknowledged values (?)")) {
        for (int number = 1; ; number++) {
          insert.setInt(1, number);
          insert.executeUpdate();
          System.out.println(number);
        }
      }
    }
  }
}
