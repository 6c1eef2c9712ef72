package dev.perennial.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void timesAsPostgresqlWritesThem() {
    for (String text :
        List.of(
            "2026-11-30T17:20:00+00:00", "2026-11-30T17:20:00.1+00:00", "2026-11-30T17:20:00.123456+00:00",
            "2026-11-30T17:20:00.12+05:30", "1969-12-31T23:59:59.999999+00:00", "2026-11-30T17:20:00Z", "12026-01-02T03:04:05+00:00")) {
      String readable = text.startsWith("1202") ? "+" + text : text; // five digits of a year take a sign
      assertEquals(OffsetDateTime.parse(readable).toInstant(), Json.instant(readable), text);
    }
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(-10_000_000_000L, 10_000_000_000L), 1000L * random.nextInt(1_000_000));
      assertEquals(time, Json.instant(time.toString().replace("Z", "+00:00")));
    }
    assertThrows(DateTimeParseException.class, () -> Json.instant("yesterday"));
  }
}
