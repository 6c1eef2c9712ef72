package dev.perennial.analysis;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked. */
@Schema(name = "AnalysisKind")
public enum AnalysisKind {
  /** What goes with losing, and still does with everything else held equal. */
  PREDICTORS,
  /** What came before purchases, expansions, renewals or losses more often than before their controls. */
  TRIGGER_DISCOVERY
}
