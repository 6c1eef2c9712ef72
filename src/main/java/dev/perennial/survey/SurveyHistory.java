package dev.perennial.survey;

import dev.perennial.survey.CustomerSurveys.Answer;
import dev.perennial.survey.CustomerSurveys.State;
import dev.perennial.survey.CustomerSurveys.Survey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one survey of one customer out of its facts, the newest first. */
final class SurveyHistory {
  private SurveyHistory() {}

  static Survey of(String type, List<SurveyFact> facts, boolean connected) {
    List<Answer> answers = new ArrayList<>();
    for (SurveyFact fact : facts) {
      if (fact.value() != null) {
        answers.add(new Answer(fact.value(), fact.occurredAt(), fact.contactId()));
      }
    }
    List<SurveyFact> askings = facts.stream().filter(fact -> !fact.isAnswer()).toList();
    @Nullable Answer last = answers.isEmpty() ? null : answers.getFirst();
    @Nullable Answer previous = last == null ? null : previous(answers, last);
    @Nullable Instant lastAsked = askings.isEmpty() ? null : askings.getFirst().occurredAt();
    return new Survey(
        type, SurveyMetric.ofType(type), state(answers, askings, connected), askings.size(), answers.size(), lastAsked, last,
        previous, last == null || previous == null ? null : Double.valueOf(last.value() - previous.value()),
        unanswered(answers, askings));
  }

  private static State state(List<Answer> answers, List<SurveyFact> askings, boolean connected) {
    if (!answers.isEmpty()) {
      return State.ANSWERED;
    }
    if (!askings.isEmpty()) {
      return State.NEVER_ANSWERED;
    }
    return connected ? State.NEVER_ASKED : State.NOT_CONNECTED;
  }

  private static @Nullable Answer previous(List<Answer> answers, Answer last) {
    List<Answer> earlier = answers.subList(1, answers.size());
    return earlier.stream()
        .filter(answer -> last.contactId() != null && last.contactId().equals(answer.contactId()))
        .findFirst()
        .orElse(earlier.isEmpty() ? null : earlier.getFirst());
  }

  private static List<UUID> unanswered(List<Answer> answers, List<SurveyFact> askings) {
    Set<UUID> heard = answers.stream().map(Answer::contactId).filter(Objects::nonNull).collect(Collectors.toSet());
    return askings.stream()
        .map(SurveyFact::contactId)
        .filter(Objects::nonNull)
        .filter(contact -> !heard.contains(contact))
        .distinct()
        .sorted()
        .toList();
  }
}
