package dev.perennial.platform.jobs;

import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Every {@link RecurringWork} as db-scheduler knows it. */
@Singleton
class RecurringTasks {
  private final Instance<RecurringWork> works;
  private final JobMetrics metrics;

  RecurringTasks(Instance<RecurringWork> works, JobMetrics metrics) {
    this.works = works;
    this.metrics = metrics;
  }

  /** Short rounds go before long jobs when both wait for a thread. */
  List<RecurringTask<Void>> tasks() {
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    for (RecurringWork work : works) {
      tasks.add(
          Tasks.recurring(work.name(), work.schedule().schedule())
              .defaultPriority(Priority.HIGH)
              .execute((instance, context) -> metrics.round(work)));
    }
    return tasks;
  }
}
