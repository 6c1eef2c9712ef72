package dev.perennial.signal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A batch brought by {@code COPY} into a temporary table, which goes with the transaction. */
final class SignalCopy {
  /** The batch as a relation inside the statement; COPY kept its order. */
  static final String ROWS = "pg_temp.incoming_signal";

  private static final String PREPARE =
      """
      CREATE TEMPORARY TABLE IF NOT EXISTS incoming_signal (
        source text, source_id text, revision int, customer_id uuid, occurred_at timestamptz, known_at timestamptz,
        kind text, type text, value float8, sentiment float8, severity smallint, direction text, channel text,
        phase text, subject_key text, retracted boolean, contact_id uuid, contract_id uuid, product_id uuid,
        attributes jsonb) ON COMMIT DROP;
      TRUNCATE pg_temp.incoming_signal
      """;

  private static final int BYTES_PER_ROW = 300;

  private SignalCopy() {}

  static void load(Handle handle, byte[] text) {
    handle.execute(PREPARE);
    try {
      handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY pg_temp.incoming_signal FROM STDIN",
              new ByteArrayInputStream(text));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("a batch of signals could not be copied", e);
    }
  }

  /** The rows in COPY's text format. */
  static byte[] text(List<Signal> batch, Function<Signal, @Nullable String> attributes) {
    StringBuilder text = new StringBuilder(batch.size() * BYTES_PER_ROW);
    for (Signal signal : batch) {
      put(text, signal.source());
      put(text, signal.sourceId());
      put(text, signal.revision());
      put(text, signal.customerId());
      put(text, signal.occurredAt());
      put(text, signal.knownAt());
      put(text, signal.kind());
      put(text, signal.type());
      put(text, signal.value());
      put(text, signal.sentiment());
      put(text, signal.severity());
      put(text, signal.direction());
      put(text, signal.channel());
      put(text, signal.phase());
      put(text, signal.subjectKey());
      put(text, signal.retracted());
      put(text, signal.contactId());
      put(text, signal.contractId());
      put(text, signal.productId());
      put(text, attributes.apply(signal));
      text.setCharAt(text.length() - 1, '\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One value of COPY's text format, and a tab behind it. */
  private static void put(StringBuilder text, @Nullable Object value) {
    switch (value) {
      case null -> text.append("\\N");
      case String plain -> escape(text, plain);
      default -> text.append(value);
    }
    text.append('\t');
  }

  private static void escape(StringBuilder text, String plain) {
    for (int i = 0; i < plain.length(); i++) {
      char character = plain.charAt(i);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(character);
      }
    }
  }
}
