package dev.perennial.platform.db;

import java.sql.Types;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** Binds values that may be absent: an absent one has a type too, which the database must know. */
public final class Nullables {
  private Nullables() {}

  public static Argument date(@Nullable LocalDate date) {
    return (position, statement, context) -> statement.setObject(position, date, Types.DATE);
  }

  /** As {@code uuid[]}. */
  public static Argument uuids(UUID @Nullable [] ids) {
    return (position, statement, context) ->
        statement.setArray(position, ids == null ? null : statement.getConnection().createArrayOf("uuid", ids));
  }
}
