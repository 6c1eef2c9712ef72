package dev.perennial.valuesummary;

import java.time.ZoneOffset;
import java.util.List;

/** A value summary as Markdown, to be read or pasted. */
final class ValueSummaryText {
  private ValueSummaryText() {}

  static String of(ValueSummaryView summary) {
    StringBuilder text = new StringBuilder("# ").append(escaped(summary.customerName())).append("\n\n");
    if (summary.dueDate() != null) {
      text.append("Renewal due ").append(summary.dueDate()).append(", decision by ").append(summary.decisionDeadlineDate()).append(". ");
    }
    text.append("As of ").append(summary.asOf().atZone(ZoneOffset.UTC).toLocalDate()).append(".\n");
    section(text, "What speaks for it", summary.evidence());
    section(text, "What speaks against it", summary.against());
    section(text, "What is missing", summary.missing());
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<ValueLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    text.append("\n## ").append(title).append("\n\n");
    for (ValueLine line : lines) {
      text.append("- ").append(escaped(line.sentence()));
      if (line.at() != null) {
        text.append(" *(").append(line.at().atZone(ZoneOffset.UTC).toLocalDate());
        text.append(line.source() == null ? "" : ", " + escaped(line.source())).append(")*");
      }
      text.append('\n');
    }
  }

  /** Words of customers must not become markup. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1").replaceAll("\\s+", " ");
  }
}
