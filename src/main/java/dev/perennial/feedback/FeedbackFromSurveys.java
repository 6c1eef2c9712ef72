package dev.perennial.feedback;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.Reference;
import dev.perennial.signal.Signal;
import dev.perennial.signal.SignalKind;
import dev.perennial.signal.SignalListener;
import dev.perennial.tenant.FeedbackRule;
import dev.perennial.tenant.SettingsService;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes feedback items of low survey answers as they come in, where the tenant's settings say so. */
@Singleton
class FeedbackFromSurveys implements SignalListener {
  private static final String CATEGORY = "SURVEY";
  private static final int MAX_TEXT = 4000;

  private final FeedbackEditing editing;
  private final FeedbackRepository repository;
  private final Editor editor;
  private final SettingsService settings;
  private final ObjectMapper json;

  FeedbackFromSurveys(
      FeedbackEditing editing, FeedbackRepository repository, Editor editor, SettingsService settings, ObjectMapper json) {
    this.editing = editing;
    this.repository = repository;
    this.editor = editor;
    this.settings = settings;
    this.json = json;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Set.of(SignalKind.SURVEY);
  }

  @Override
  public boolean looksAt(Signal signal) {
    return signal.kind() == SignalKind.SURVEY && !signal.retracted() && signal.value() != null;
  }

  @Override
  public void stored(List<Signal> fresh) {
    FeedbackRule rule = settings.recent().feedbackRule();
    if (rule != null) {
      List<Signal> low = fresh.stream().filter(signal -> isLow(signal, rule)).toList();
      if (!low.isEmpty()) {
        make(low, rule);
      }
    }
  }

  private static boolean isLow(Signal signal, FeedbackRule rule) {
    @Nullable Double limit = rule.atMost(signal.type());
    return limit != null && signal.value() != null && signal.value() <= limit;
  }

  /** A correction of an answer that has its item already makes no second one. */
  private void make(List<Signal> low, FeedbackRule rule) {
    Set<FeedbackOrigin> known = repository.ofSignals(low.stream().map(FeedbackFromSurveys::origin).toList()).keySet();
    Map<FeedbackOrigin, Signal> wanted = new java.util.LinkedHashMap<>();
    low.stream().filter(signal -> !known.contains(origin(signal))).forEach(signal -> wanted.put(origin(signal), signal));
    Map<UUID, UUID> managers = repository.managers(wanted.values().stream().map(Signal::customerId).distinct().toList());
    List<Change> changes =
        wanted.values().stream()
            .map(signal -> Change.create(json.valueToTree(item(signal, managers.get(signal.customerId()), rule))))
            .toList();
    if (!changes.isEmpty()) {
      editor.write(editing, changes).forEach(written -> written.idOrThrow());
    }
  }

  private FeedbackFields item(Signal signal, @Nullable UUID manager, FeedbackRule rule) {
    return new FeedbackFields(
        Reference.of(signal.customerId()), Reference.ofNullable(signal.contactId()), origin(signal), text(signal), CATEGORY,
        FeedbackState.OPEN, Reference.ofNullable(manager), settings.today().plusDays(rule.dueDays()), signal.occurredAt(),
        null, null, null, List.of());
  }

  /** What the customer wrote, where the survey brought it along. */
  private static String text(Signal signal) {
    String answer =
        signal.type().toUpperCase(Locale.ROOT) + " answer "
            + new BigDecimal(String.valueOf(signal.value())).stripTrailingZeros().toPlainString();
    Object comment = signal.attributes().get("comment");
    String text = comment instanceof String words && !words.isBlank() ? answer + ": " + words.strip() : answer;
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  private static FeedbackOrigin origin(Signal signal) {
    return new FeedbackOrigin(signal.source(), signal.sourceId());
  }
}
