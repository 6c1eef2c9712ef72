package dev.perennial.shapes;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks, over HTTP only, whether board, renewals, contracts, feed, timeline, forecast and customer tell the same of every
 * customer of a section.
 */
final class ShapesAgreement {
  private final ApiReader api;
  private final Clock clock;
  private final List<String> customers = new ArrayList<>();
  private long begun;

  ShapesAgreement(Supplier<RequestSpecification> requests, Clock clock) {
    this.api = new ApiReader(requests);
    this.clock = clock;
  }

  /** A section begins: what was before is not looked at again. */
  void begin() {
    List<JsonNode> before = api.events(begun);
    FeedAgreement.checkOrder(before, begun);
    begun += before.size();
    customers.clear();
  }

  /** This customer belongs to the section. */
  void about(String customer) {
    customers.add(customer);
  }

  void check() {
    List<JsonNode> events = api.events(begun);
    FeedAgreement.checkOrder(events, begun);
    FeedAgreement.checkChain(events);
    SectionFeed feed = new SectionFeed(events);
    customers.stream().filter(customer -> !feed.isMerged(customer)).forEach(customer -> check(customer, feed));
  }

  /** A worker may have scored between two of the reads: what disagrees is asked once more. */
  private void check(String customer, SectionFeed feed) {
    try {
      checkOnce(customer, feed);
    } catch (AssertionError disagreement) {
      checkOnce(customer, feed);
    }
  }

  private void checkOnce(String customer, SectionFeed feed) {
    CustomerAnswers answers = CustomerAnswers.read(api, customer, feed.subjects("renewal", customer));
    new BoardAgreement(answers).check();
    new FeedAgreement(feed, answers).check();
    new TimelineAgreement(feed, answers).check();
    new ForecastAgreement(answers).check();
    new RevenueAgreement(answers, LocalDate.ofInstant(clock.instant(), clock.getZone())).check();
  }
}
