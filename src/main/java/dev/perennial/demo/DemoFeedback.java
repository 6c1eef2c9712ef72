package dev.perennial.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.editing.Editor;
import dev.perennial.feedback.FeedbackEditing;
import dev.perennial.feedback.FeedbackState;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/** Three things the first customer said: one waits, one is late, one was brought back to the customer. */
@Singleton
class DemoFeedback {
  private final DemoWriter writer;
  private final FeedbackEditing editing;

  DemoFeedback(DemoWriter writer, FeedbackEditing editing) {
    this.writer = writer;
    this.editing = editing;
  }

  void store(LocalDate anchor) {
    List<Said> said =
        List.of(
            new Said("feedback-1", "Reports take minutes to load", FeedbackState.OPEN, anchor.minusDays(10), anchor.plusDays(9)),
            new Said("feedback-2", "Nobody answers the phone", FeedbackState.ACKNOWLEDGED, anchor.minusDays(30), anchor.minusDays(4)),
            new Said("feedback-3", "The invoice named the wrong address", FeedbackState.CLOSED_WITH_CUSTOMER, anchor.minusDays(60), anchor.minusDays(40)));
    writer.write(editing, said, Said::key, DemoFeedback::body, Editor.EventDetail.EACH);
  }

  private static ObjectNode body(Said said) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("customerId", DemoIds.CUSTOMER)
            .put("contactId", DemoIds.CONTACT)
            .put("ownerId", DemoIds.USER)
            .put("text", said.text)
            .put("category", "PRODUCT")
            .put("state", said.state.name())
            .put("openedAt", said.on + "T09:00:00Z")
            .put("dueDate", said.due.toString());
    if (said.state == FeedbackState.CLOSED_WITH_CUSTOMER) {
      body.put("closedAt", said.on.plusDays(12) + "T09:00:00Z");
    }
    return body;
  }

  private record Said(String key, String text, FeedbackState state, LocalDate on, LocalDate due) {}
}
