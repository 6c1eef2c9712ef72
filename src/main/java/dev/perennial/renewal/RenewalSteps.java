package dev.perennial.renewal;

import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.time.Ids;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Steps of an open renewal: stages and notices. */
@ApplicationScoped
public class RenewalSteps {
  private static final String RECEIVE =
      """
      INSERT INTO app.renewal_notice (tenant_id, id, renewal_id, received_date, effective_date, note, recorded_at)
      VALUES (:tenant, :id, :renewal, :received, :effective, :note, :now)
      """;
  private static final String WITHDRAW =
      """
      UPDATE app.renewal_notice SET withdrawn_at = :now
      WHERE tenant_id = :tenant AND renewal_id = :renewal AND withdrawn_at IS NULL
      """;

  private final RenewalCommands commands;
  private final RenewalWriter writer;
  private final SettingsService settings;
  private final Jdbi jdbi;
  private final CallerContext callers;
  private final Clock clock;
  private final Ids ids;

  RenewalSteps(
      RenewalCommands commands, RenewalWriter writer, SettingsService settings, Jdbi jdbi, CallerContext callers,
      Clock clock, Ids ids) {
    this.commands = commands;
    this.writer = writer;
    this.settings = settings;
    this.jdbi = jdbi;
    this.callers = callers;
    this.clock = clock;
    this.ids = ids;
  }

  @Transactional
  public void move(UUID id, @Nullable Long ifMatch, StageRequest request) {
    RenewalEntity renewal = commands.open(id, ifMatch);
    if (!renewal.stage.allowed(renewal.isNoticed()).contains(request.stage())) {
      String allowed =
          renewal.stage.allowed(renewal.isNoticed()).stream().map(Enum::name).collect(Collectors.joining(", "));
      throw ProblemException.conflict(
          "The renewal is " + renewal.stage + (renewal.isNoticed() ? " and notice was given" : "") + "; it may go to "
              + (allowed.isEmpty() ? "no other stage" : allowed) + ".");
    }
    RenewalChange change = RenewalChange.of(renewal);
    renewal.moveTo(request.stage());
    writer.write(change, RenewalEvents.STAGE_CHANGED, request.note());
  }

  /** A renewal under notice leaves the forecast, unless somebody chose its category. */
  @Transactional
  public void receiveNotice(UUID id, @Nullable Long ifMatch, NoticeRequest request) {
    RenewalEntity renewal = commands.open(id, ifMatch);
    LocalDate effective = request.effectiveDate();
    if (request.receivedDate().isAfter(settings.today())) {
      throw ProblemException.invalid(FieldError.at("/receivedDate", "out_of_range", "The notice would come in the future."));
    }
    if (effective != null && effective.isBefore(request.receivedDate())) {
      throw ProblemException.invalid(
          FieldError.at("/effectiveDate", "out_of_range", "A notice takes effect after it was received."));
    }
    if (renewal.isNoticed()) {
      throw ProblemException.conflict(
          "A notice of " + renewal.noticeReceivedDate + " is in force; withdraw it before recording another.");
    }
    RenewalChange change = RenewalChange.of(renewal);
    renewal.noticeReceivedDate = request.receivedDate();
    renewal.noticeEffectiveDate = effective;
    if (renewal.forecastCategory == renewal.stage.category()) {
      renewal.forecastCategory = ForecastCategory.OMITTED;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(RECEIVE)
                .bind("tenant", callers.tenantId())
                .bind("id", ids.next())
                .bind("renewal", id)
                .bind("received", request.receivedDate())
                .bind("effective", effective)
                .bind("note", request.note())
                .bind("now", clock.instant())
                .execute());
    writer.write(change, RenewalEvents.NOTICE_RECEIVED, request.note());
  }

  @Transactional
  public void withdrawNotice(UUID id, @Nullable Long ifMatch) {
    RenewalEntity renewal = commands.open(id, ifMatch);
    if (!renewal.isNoticed()) {
      throw ProblemException.conflict("No notice is in force.");
    }
    RenewalChange change = RenewalChange.of(renewal);
    renewal.noticeReceivedDate = null;
    renewal.noticeEffectiveDate = null;
    if (renewal.forecastCategory == ForecastCategory.OMITTED) {
      renewal.forecastCategory = renewal.stage.category();
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(WITHDRAW)
                .bind("tenant", callers.tenantId())
                .bind("renewal", id)
                .bind("now", clock.instant())
                .execute());
    writer.write(change, RenewalEvents.NOTICE_WITHDRAWN, null);
  }
}
