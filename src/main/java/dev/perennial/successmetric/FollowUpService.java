package dev.perennial.successmetric;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.customer.Survivors;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.Filters;
import dev.perennial.platform.http.Keyset;
import dev.perennial.platform.http.Page;
import dev.perennial.platform.http.PageRequest;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.SortKey;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/** Follow-ups: listed, and reminded of when they fall due. */
@ApplicationScoped
class FollowUpService {
  private static final int REMINDERS_AT_ONCE = 500;
  private static final int MAX_DAYS = 36_500;
  private static final List<SortKey<FollowUpView>> SORTS =
      List.of(new SortKey<>("dueDate", "f.due_date", "date", FollowUpView::dueDate));
  private static final List<SortKey<WithoutMetricView>> WITHOUT_SORTS =
      List.of(new SortKey<>("customerSinceDate", "since", "date", WithoutMetricView::customerSinceDate));

  private final FollowUpRepository repository;
  private final WithoutMetricRepository without;
  private final Survivors survivors;
  private final SettingsService settings;
  private final EventLog events;
  private final ObjectMapper json;

  FollowUpService(
      FollowUpRepository repository, WithoutMetricRepository without, Survivors survivors, SettingsService settings,
      EventLog events, ObjectMapper json) {
    this.repository = repository;
    this.without = without;
    this.survivors = survivors;
    this.settings = settings;
    this.events = events;
    this.json = json;
  }

  Page<FollowUpView> list(FollowUpFilter filter, PageRequest request) {
    LocalDate today = settings.today();
    Filters filters = filter.filters(survivors, today);
    String selection = filters + "state=" + filter.state;
    Keyset<FollowUpView> keyset = Keyset.of(request, "dueDate", SORTS, "f.id", FollowUpView::id, selection);
    return keyset.page(repository.list(keyset, filters, today));
  }

  Page<WithoutMetricView> without(int days, PageRequest request) {
    if (days < 0 || days > MAX_DAYS) {
      throw ProblemException.invalid(
          FieldError.parameter("days", "out_of_range", "The parameter days must be between 0 and " + MAX_DAYS + "."));
    }
    LocalDate today = settings.today();
    Keyset<WithoutMetricView> keyset =
        Keyset.of(request, "customerSinceDate", WITHOUT_SORTS, "id", WithoutMetricView::customerId, "days=" + days);
    return keyset.page(without.list(keyset, today, today.minusDays(days)));
  }

  /** Reminds of some that fell due; true when there may be more. */
  @Transactional
  boolean remindSome() {
    List<FollowUpRepository.Reminder> reminders = repository.remind(settings.today(), REMINDERS_AT_ONCE);
    for (FollowUpRepository.Reminder reminder : reminders) {
      ObjectNode object =
          json.createObjectNode()
              .put("id", reminder.metric().toString())
              .put("followUpId", reminder.id().toString())
              .put("customerId", reminder.customer().toString())
              .put("month", reminder.month())
              .put("dueDate", reminder.dueDate().toString());
      events.append(
          new Event(
              "success_metric.follow_up_due", "success_metric", reminder.metric(), null, reminder.customer(), null, object));
    }
    return reminders.size() == REMINDERS_AT_ONCE;
  }
}
