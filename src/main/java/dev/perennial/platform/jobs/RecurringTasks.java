package dev.perennial.platform.jobs;

import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every {@link RecurringWork} as db-scheduler knows it. */
@Singleton
class RecurringTasks {
  private final Instance<RecurringWork> works;
  private final JobMetrics metrics;
  private final JobSpans spans;

  RecurringTasks(Instance<RecurringWork> works, JobMetrics metrics, JobSpans spans) {
    this.works = works;
    this.metrics = metrics;
    this.spans = spans;
  }

  /** Short rounds go before long jobs when both wait for a thread. */
  List<RecurringTask<Void>> tasks() {
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    for (RecurringWork work : works) {
      tasks.add(
          Tasks.recurring(work.name(), work.schedule().schedule())
              .defaultPriority(Priority.HIGH)
              .execute((instance, context) -> round(work)));
    }
    return tasks;
  }

  private void round(RecurringWork work) {
    spans.of(
        "recurring " + work.name(),
        Map.of(),
        () -> {
          metrics.round(work);
          return work;
        });
  }
}
