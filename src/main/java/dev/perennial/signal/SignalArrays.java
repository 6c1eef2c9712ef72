package dev.perennial.signal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** A batch as one array per column: everything in the round trip of the statement itself. */
final class SignalArrays {
  /** The batch as a relation inside the statement. */
  static final String ROWS =
      """
      (SELECT source, source_id, revision, customer_id,
              timestamptz 'epoch' + occurred_micros * interval '1 microsecond' AS occurred_at,
              timestamptz 'epoch' + known_micros * interval '1 microsecond' AS known_at,
              kind, type, value, sentiment, severity, direction, channel, phase, subject_key, retracted,
              contact_id, contract_id, product_id, CAST(attributes AS jsonb) AS attributes
       FROM unnest(:sources, :sourceIds, :revisions, :customers, :occurred, :known, :kinds, :types, :values,
                   :sentiments, :severities, :directions, :channels, :phases, :subjectKeys, :retracted, :contacts,
                   :contracts, :products, :attributes)
         AS columns(source, source_id, revision, customer_id, occurred_micros, known_micros, kind, type, value,
                    sentiment, severity, direction, channel, phase, subject_key, retracted, contact_id, contract_id,
                    product_id, attributes))""";

  private static final long MICROS = 1_000_000;
  private static final int NANOS_OF_MICRO = 1_000;

  private SignalArrays() {}

  static Query bind(
      Query query, List<Signal> batch, Function<Signal, @Nullable String> attributes) {
    return query
        .bind("sources", texts(batch, Signal::source))
        .bind("sourceIds", texts(batch, Signal::sourceId))
        .bind("revisions", array(batch, Signal::revision, Integer[]::new))
        .bind("customers", array(batch, Signal::customerId, UUID[]::new))
        .bind("occurred", array(batch, signal -> micros(signal.occurredAt()), Long[]::new))
        .bind("known", array(batch, signal -> micros(signal.knownAt()), Long[]::new))
        .bind("kinds", texts(batch, Signal::kind))
        .bind("types", texts(batch, Signal::type))
        .bind("values", array(batch, Signal::value, Double[]::new))
        .bind("sentiments", array(batch, Signal::sentiment, Double[]::new))
        .bind("severities", array(batch, Signal::severity, Integer[]::new))
        .bind("directions", texts(batch, Signal::direction))
        .bind("channels", texts(batch, Signal::channel))
        .bind("phases", texts(batch, Signal::phase))
        .bind("subjectKeys", texts(batch, Signal::subjectKey))
        .bindByType("retracted", array(batch, Signal::retracted, Boolean[]::new), Boolean[].class)
        .bind("contacts", array(batch, Signal::contactId, UUID[]::new))
        .bind("contracts", array(batch, Signal::contractId, UUID[]::new))
        .bind("products", array(batch, Signal::productId, UUID[]::new))
        .bind("attributes", texts(batch, attributes));
  }

  static String[] texts(List<Signal> batch, Function<Signal, ? extends @Nullable Object> value) {
    return array(
        batch,
        signal -> {
          Object one = value.apply(signal);
          return one == null ? null : one.toString();
        },
        String[]::new);
  }

  /**
   * An array of nothing but nulls is sent empty: unnest fills it up, and there is nothing to read.
   */
  private static <V> V[] array(
      List<Signal> batch, Function<Signal, @Nullable V> value, IntFunction<V[]> make) {
    V[] values = batch.stream().map(value).toArray(make);
    return Arrays.stream(values).allMatch(Objects::isNull) ? make.apply(0) : values;
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / NANOS_OF_MICRO);
  }
}
