package dev.perennial.demo;

import dev.perennial.editing.ExternalId;
import dev.perennial.editing.Reference;
import dev.perennial.editing.References;
import dev.perennial.editing.ResourceType;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobState;
import dev.perennial.platform.jobs.JobsAtOnce;
import dev.perennial.risk.Rescoring;
import dev.perennial.risk.ScoringRunRequest;
import dev.perennial.risk.ScoringRunService;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * Scores the portfolio: as it is now, and as it was at the last month ends, so that every renewal has a trajectory. The
 * scores of past times say honestly that they were recorded today; no loss counts as foreseen because of them.
 */
@Singleton
class DemoScores {
  private static final int MONTHS = 12;
  private static final int EARLIER_DAYS = 14;

  private final DemoParts parts;
  private final Rescoring rescoring;
  private final ScoringRunService runs;
  private final JobsAtOnce jobs;
  private final References references;

  DemoScores(DemoParts parts, Rescoring rescoring, ScoringRunService runs, JobsAtOnce jobs, References references) {
    this.parts = parts;
    this.rescoring = rescoring;
    this.runs = runs;
    this.jobs = jobs;
    this.references = references;
  }

  /** The present comes first: what is older then changes no board and no band. */
  void storePresent(LocalDate today, ZoneId zone) {
    parts.run(DemoIds.Part.SCORES, rescoring::scoreMarked); // everybody is marked: facts came in
    // Alone, so that the ids that examples name do not depend on the order of a query's rows.
    UUID showcase =
        references
            .find(ResourceType.RENEWAL, new ExternalId("crm", Showcase.RENEWAL_NUMBER))
            .orElseThrow(() -> new IllegalStateException("the demo's showcase has no renewal"));
    Instant earlier = today.minusDays(EARLIER_DAYS).atStartOfDay(zone).toInstant();
    parts.run(DemoIds.Part.SHOWCASE_SCORE, () -> run(new ScoringRunRequest(null, null, null, List.of(Reference.of(showcase)), null, null)));
    parts.run(DemoIds.Part.EARLIER_SHOWCASE_SCORE, () -> run(new ScoringRunRequest(earlier, null, null, List.of(Reference.of(showcase)), null, null)));
  }

  /** Starts the runs of the last month ends, newest first, which give every renewal a trajectory. Workers do them. */
  void startPast(LocalDate today, ZoneId zone) {
    LocalDate month = today.withDayOfMonth(1);
    parts.run(
        DemoIds.Part.RUNS,
        () -> {
          for (int i = 0; i < MONTHS; i++) {
            runs.start(new ScoringRunRequest(month.minusMonths(i).atStartOfDay(zone).toInstant(), null, null, null, null, null));
          }
        });
  }

  private void run(ScoringRunRequest request) {
    Job job = jobs.run(runs.start(request).id());
    if (job.state() != JobState.SUCCEEDED) {
      throw new IllegalStateException("Scoring the demo failed, " + request + ": " + job.failure());
    }
  }
}
