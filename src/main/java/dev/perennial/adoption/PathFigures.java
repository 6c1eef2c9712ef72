package dev.perennial.adoption;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of a path's summary. */
record PathFigures(String part, int step, int customers, int stalled, Double @Nullable [] quartiles) {
  static PathFigures read(ResultSet row) throws SQLException {
    java.sql.Array quartiles = row.getArray("quartiles");
    return new PathFigures(
        row.getString("part"), row.getInt("step"), row.getInt("customers"), row.getInt("stalled"),
        quartiles == null ? null : (Double[]) quartiles.getArray());
  }

  @Nullable Double quartile(int index) {
    return quartiles == null ? null : quartiles[index];
  }
}
