package dev.perennial.renewal;

import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.tenant.SettingsService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Steps of an open renewal: stages and notices. */
@ApplicationScoped
public class RenewalSteps {
  private final RenewalCommands commands;
  private final RenewalWriter writer;
  private final SettingsService settings;
  private final NoticeRepository notices;

  RenewalSteps(
      RenewalCommands commands, RenewalWriter writer, SettingsService settings, NoticeRepository notices) {
    this.commands = commands;
    this.writer = writer;
    this.settings = settings;
    this.notices = notices;
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

  @Transactional
  public void receiveNotice(UUID id, @Nullable Long ifMatch, NoticeRequest request) {
    RenewalEntity renewal = commands.open(id, ifMatch);
    checkDates(request.receivedDate(), request.effectiveDate(), settings.today());
    if (renewal.isNoticed()) {
      throw inForce(renewal);
    }
    RenewalChange change = RenewalChange.of(renewal);
    renewal.receive(request.receivedDate(), request.effectiveDate());
    notices.receive(List.of(Notice.received(id, request.receivedDate(), request.effectiveDate(), request.note())));
    writer.write(change, RenewalEvents.NOTICE_RECEIVED, request.note());
  }

  static void checkDates(LocalDate received, @Nullable LocalDate effective, LocalDate today) {
    if (received.isAfter(today)) {
      throw ProblemException.invalid(FieldError.at("/receivedDate", "out_of_range", "The notice would come in the future."));
    }
    if (effective != null && effective.isBefore(received)) {
      throw ProblemException.invalid(
          FieldError.at("/effectiveDate", "out_of_range", "A notice takes effect after it was received."));
    }
  }

  static ProblemException inForce(RenewalEntity renewal) {
    return ProblemException.conflict(
        "A notice of " + renewal.noticeReceivedDate + " is in force; withdraw it before recording another.");
  }

  @Transactional
  public void withdrawNotice(UUID id, @Nullable Long ifMatch) {
    RenewalEntity renewal = commands.open(id, ifMatch);
    if (!renewal.isNoticed()) {
      throw ProblemException.conflict("No notice is in force.");
    }
    RenewalChange change = RenewalChange.of(renewal);
    renewal.withdrawNotice();
    notices.withdraw(Map.of(id, settings.today()));
    writer.write(change, RenewalEvents.NOTICE_WITHDRAWN, null);
  }
}
