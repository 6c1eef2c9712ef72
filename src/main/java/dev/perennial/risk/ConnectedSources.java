package dev.perennial.risk;

import dev.perennial.scoring.feature.FeatureDefinition;
import dev.perennial.scoring.feature.MeasureFamily;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which signals any source delivers and since when; tells "nothing happened" from "nobody could
 * have told us".
 *
 * @param streams one per kind and type, over all sources
 * @param facts the same for other facts: the family and, of trigger events, the type, of adoption, the path; and for surveys
 *     of which a source tells whom it asked, {@link #ASKED} and the type
 * @param anyCorrections whether any fact of the tenant was ever corrected
 * @param anyMerges whether any customer of the tenant was ever merged into another
 */
record ConnectedSources(List<Stream> streams, List<Stream> facts, boolean anyCorrections, boolean anyMerges) {
  /** The kind of stream that tells who was asked. */
  static final String ASKED = "ASKED";

  /**
   * @param firstKnownAt since when facts of this kind and type are known
   */
  record Stream(String kind, String type, Instant firstKnownAt) {}

  /** Whether something that could tell was connected at the cut-off; always true for what is not a dated fact. */
  boolean connected(FeatureDefinition feature, Instant cutoff) {
    if (feature.measure().family() == MeasureFamily.DATA) {
      return kinds(cutoff) > 0;
    }
    if (!feature.signalKinds().isEmpty()) {
      return streams.stream()
          .anyMatch(stream -> feature.reads(stream.kind, stream.type) && !stream.firstKnownAt.isAfter(cutoff));
    }
    MeasureFamily family = feature.measure().family();
    @Nullable String narrower =
        switch (family) {
          case ADOPTION -> feature.attribute(); // a path is told of by its own types of signals
          case ENTITLEMENT -> null;
          default -> feature.signalType();
        };
    return !family.fromFacts() || connected(family.name(), narrower, cutoff);
  }

  /** Whether any source told of anybody, up to the cut-off, that the feature's survey was put to them. */
  boolean tellAskings(FeatureDefinition feature, Instant cutoff) {
    return connected(ASKED, feature.signalType(), cutoff);
  }

  private boolean connected(String kind, @Nullable String type, Instant cutoff) {
    return facts.stream()
        .anyMatch(
            stream ->
                stream.kind.equals(kind)
                    && (type == null || stream.type.equals(type))
                    && !stream.firstKnownAt.isAfter(cutoff));
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
