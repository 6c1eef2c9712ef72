package dev.perennial.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.jobs.Chunk;
import dev.perennial.platform.jobs.JobHandler;
import dev.perennial.platform.jobs.JobRun;
import dev.perennial.platform.jobs.Progress;
import dev.perennial.risk.LearnedModels;
import dev.perennial.risk.ScoringModelView;
import dev.perennial.scoring.table.TrainingColumn;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works a back-test off, split by split; only its last step stores anything. */
@Singleton
class BackTestHandler implements JobHandler {
  private final LearnedModels models;
  private final TrainingRows rows;
  private final Contenders contenders;
  private final BackTestRepository repository;
  private final CallerContext callers;
  private final Clock clock;
  private final ObjectMapper json;

  BackTestHandler(
      LearnedModels models,
      TrainingRows rows,
      Contenders contenders,
      BackTestRepository repository,
      CallerContext callers,
      Clock clock,
      ObjectMapper json) {
    this.models = models;
    this.rows = rows;
    this.contenders = contenders;
    this.repository = repository;
    this.callers = callers;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String kind() {
    return BackTestService.KIND;
  }

  @Override
  public String scope() {
    return Scope.MODELS_MANAGE;
  }

  @Override
  public void run(JobRun job) {
    BackTestOrder order = order(job);
    if (repository.find(order.id()).isEmpty()) {
      judge(job, order);
    }
    job.result(
        json.createObjectNode()
            .put("backTestId", order.id().toString())
            .put("modelId", order.model().toString())
            .put("link", BackTestResource.PATH + "/" + order.model() + "/backtests/" + order.id()));
  }

  private BackTestOrder order(JobRun job) {
    try {
      return json.treeToValue(job.parameters(), BackTestOrder.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job's parameters are no order", e);
    }
  }

  private void judge(JobRun job, BackTestOrder order) {
    ScoringModelView model = models.get(order.model());
    TrainingSample sample = rows.load(models.featureSet(order.model()), order.selection());
    BackTestPlan plan = BackTestPlan.of(sample.renewals(), order);
    if (sample.table() == null || plan.splits().isEmpty()) {
      store(job, order, notEnough(order, plan, sample));
      return;
    }
    Contenders.Field field = contenders.of(model, sample, order.others());
    BackTestPlan judged = plan.judging(row -> field.all().stream().allMatch(contender -> contender.knows(row)));
    int notJudged = plan.judged().length - judged.judged().length;
    if (judged.splits().isEmpty()) {
      store(job, order, nothingGiven(order, judged, sample, notJudged));
      return;
    }
    BackTester tester = new BackTester(judged, field.all(), order.seed(), order.selection().leadDays());
    job.total(tester.steps() + 1L);
    for (int step = 0; step < tester.steps(); step++) {
      tester.step(step);
      job.commitChunk(() -> new Chunk(Progress.processed(1), null));
    }
    if (tester.losses() == 0 || tester.losses() == tester.rows()) {
      store(job, order, notEnough(order, plan, sample));
      return;
    }
    store(job, order, judged(order, judged, sample, field, tester, notJudged));
  }

  private void store(JobRun job, BackTestOrder order, BackTestView view) {
    job.commitChunk(
        () -> {
          repository.insert(order, view);
          return new Chunk(Progress.processed(1), null);
        });
  }

  private BackTestView judged(
      BackTestOrder order,
      BackTestPlan plan,
      TrainingSample sample,
      Contenders.Field field,
      BackTester tester,
      int notJudged) {
    List<String> warnings = new ArrayList<>();
    if (!plan.outOfTime()) {
      warnings.add(
          "no renewal fell due after enough others were decided, so customers were held out instead: this says how well it"
              + " tells customers apart, not how it will do next quarter");
    }
    field.quarantined().forEach(one -> warnings.add(one.feature() + " was left out: " + one.reason()));
    for (Contender contender : field.all()) {
      warnings.addAll(contender.remarks(plan.splits(), order.seed()));
      if (contender.given() != null) {
        warnings.addAll(contender.given().warnings(contender.code()));
      }
    }
    Contender champion = field.champion();
    return view(
        order,
        plan,
        sample,
        BackTestView.Outcome.JUDGED,
        "judged on " + tester.rows() + " renewals, " + tester.losses() + " of them lost",
        tester,
        notJudged,
        champion == null ? null : tester.proposal(champion),
        tester.segments(segment(order, sample)),
        warnings);
  }

  private static @Nullable TrainingColumn segment(BackTestOrder order, TrainingSample sample) {
    String segment = order.segment();
    return segment == null || sample.table() == null
        ? null
        : sample.table().columns().stream().filter(column -> column.name().equals(segment)).findFirst().orElse(null);
  }

  private BackTestView notEnough(BackTestOrder order, BackTestPlan plan, TrainingSample sample) {
    String reason =
        "%d decided renewals, %d of them lost, leave nothing to judge by: at some origin there must be renewals decided before"
            .formatted(sample.size(), sample.losses())
            + " it to train on, and others, lost and renewed, that fell due after it";
    return view(order, plan, sample, BackTestView.Outcome.NOT_ENOUGH_DATA, reason, null, 0, null, List.of(), List.of());
  }

  private BackTestView nothingGiven(BackTestOrder order, BackTestPlan plan, TrainingSample sample, int notJudged) {
    String reason =
        "%d renewals could be judged, but of none of them every model named has a probability by the cut-off; load some that were given earlier"
            .formatted(notJudged);
    return view(
        order, plan, sample, BackTestView.Outcome.NOT_ENOUGH_DATA, reason, null, notJudged, null, List.of(), List.of());
  }

  private BackTestView view(
      BackTestOrder order,
      BackTestPlan plan,
      TrainingSample sample,
      BackTestView.Outcome outcome,
      String reason,
      @Nullable BackTester tester,
      int notJudged,
      BackTestView.@Nullable Proposal proposal,
      List<BackTestView.Segment> segments,
      List<String> warnings) {
    return new BackTestView(
        order.id(),
        order.model(),
        outcome,
        reason,
        plan.outOfTime(),
        plan.origins(),
        plan.horizonDays(),
        plan.parts(),
        order.selection().leadDays(),
        order.selection().decidedUntil(),
        order.seed(),
        tester == null ? 0 : tester.rows(),
        tester == null ? 0 : tester.losses(),
        notJudged,
        sample.digest(),
        tester == null ? List.of() : tester.judgements(),
        tester == null ? List.of() : tester.comparisons(),
        order.segment(),
        segments,
        proposal,
        warnings,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        callers.caller().actor());
  }
}
