package dev.perennial.adoption;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the times of the steps mean on a day. Days are the tenant's calendar days. */
final class Progress {
  private Progress() {}

  static CustomerAdoptionView.PathProgress of(
      AdoptionPathView path, @Nullable LocalDate start, List<@Nullable Instant> reached, ZoneId zone, LocalDate today) {
    List<CustomerAdoptionView.StepProgress> steps = new ArrayList<>();
    LocalDate previous = start;
    String next = null;
    String stalled = null;
    int count = 0;
    for (int i = 0; i < path.steps().size(); i++) {
      AdoptionStep step = path.steps().get(i);
      Instant at = reached.get(i);
      LocalDate day = at == null ? null : LocalDate.ofInstant(at, zone);
      Integer expected = step.expectedDays();
      LocalDate due = expected == null || previous == null ? null : previous.plusDays(expected);
      Integer overdue = day == null && due != null && due.isBefore(today) ? days(due, today) : null;
      if (day != null) {
        count++;
      } else if (next == null) {
        next = step.code();
        stalled = overdue == null ? null : step.code();
      }
      steps.add(
          new CustomerAdoptionView.StepProgress(
              step.code(), step.name(), at, days(start, day), i == 0 ? days(start, day) : days(previous, day), due, overdue));
      previous = day;
    }
    return new CustomerAdoptionView.PathProgress(
        path.code(), path.name(), count + "/" + steps.size(), count, steps.size(), next, stalled, steps);
  }

  private static @Nullable Integer days(@Nullable LocalDate from, @Nullable LocalDate to) {
    return from == null || to == null ? null : (int) ChronoUnit.DAYS.between(from, to);
  }
}
