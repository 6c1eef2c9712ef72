package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.MeasureFamily;
import java.time.Instant;
import java.util.List;

/**
 * Which signals any source delivers and since when; tells "nothing happened" from "nobody could
 * have told us".
 *
 * @param streams one per kind and type, over all sources
 * @param anyCorrections whether any fact of the tenant was ever corrected
 * @param anyMerges whether any customer of the tenant was ever merged into another
 */
record ConnectedSources(List<Stream> streams, boolean anyCorrections, boolean anyMerges) {
  /**
   * @param firstKnownAt since when facts of this kind and type are known
   */
  record Stream(String kind, String type, Instant firstKnownAt) {}

  /**
   * Whether something that could tell was connected at the cut-off; always true for what is not a
   * signal.
   */
  boolean connected(FeatureDefinition feature, Instant cutoff) {
    String kind = feature.effectiveSignalKind();
    if (feature.measure().family() == MeasureFamily.DATA) {
      return kinds(cutoff) > 0;
    }
    if (kind == null) {
      return true;
    }
    String type = feature.signalType();
    for (Stream stream : streams) {
      if (stream.kind.equals(kind)
          && (type == null || stream.type.equals(type))
          && !stream.firstKnownAt.isAfter(cutoff)) {
        return true;
      }
    }
    return false;
  }

  /** How many kinds of signal were connected at the cut-off. */
  int kinds(Instant cutoff) {
    return (int)
        streams.stream()
            .filter(stream -> !stream.firstKnownAt.isAfter(cutoff))
            .map(Stream::kind)
            .distinct()
            .count();
  }
}
