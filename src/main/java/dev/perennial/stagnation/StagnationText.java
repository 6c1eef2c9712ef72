package dev.perennial.stagnation;

import org.jspecify.annotations.Nullable;

/** Says a stagnation in a sentence. */
final class StagnationText {
  private StagnationText() {}

  static String reason(StagnationFacts facts, @Nullable Long months) {
    if (months == null) {
      return "There is neither a contract that began nor anything new.";
    }
    String time = months == 1 ? "1 month" : months + " months";
    Movement last = facts.last();
    String because =
        last == null
            ? "nothing is known to have been new since its first contract began on " + facts.startDate()
            : "the last that was new was " + what(last) + " on " + last.date();
    return "Nothing new for " + time + ": " + because + "." + caution(facts.usage());
  }

  private static String what(Movement movement) {
    return switch (movement.kind()) {
      case CHANGE_INITIATIVE -> "a change initiative";
      case EXPANSION -> "an expansion (" + movement.what() + " a month)";
      case NEW_FEATURE -> "the adoption of " + movement.what();
      case NEW_USE -> "the first use of " + movement.what();
    };
  }

  private static String caution(UsageReports usage) {
    return switch (usage) {
      case REPORTED -> "";
      case NEVER_REPORTED -> " No source has ever told of its use.";
      case NOT_CONNECTED -> " No source of usage is connected.";
    };
  }
}
