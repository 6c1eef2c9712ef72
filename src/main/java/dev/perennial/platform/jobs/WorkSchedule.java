package dev.perennial.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneOffset;

/** When recurring work comes round. */
public final class WorkSchedule {
  private final Schedule schedule;

  private WorkSchedule(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Again this long after the end of the round before; the first at start. */
  public static WorkSchedule every(Duration pause) {
    return new WorkSchedule(Schedules.fixedDelay(pause));
  }

  /**
   * @param pattern second minute hour day-of-month month day-of-week, in UTC: {@code 0 0 3 1 * ?}
   *     is 03:00 on the first
   */
  public static WorkSchedule cron(String pattern) {
    return new WorkSchedule(Schedules.cron(pattern, ZoneOffset.UTC));
  }

  Schedule schedule() {
    return schedule;
  }
}
