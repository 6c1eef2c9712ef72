package dev.perennial.demo;

import dev.perennial.signal.CustomerReference;
import dev.perennial.triggerevent.TriggerEventFields;
import dev.perennial.triggerevent.TriggerEventOutcome;
import dev.perennial.triggerevent.TriggerEventService;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What integrations tell of the portfolio's customers, price increases that are announced. */
@Singleton
class DemoTriggerEvents {
  private static final List<String> NEWS = List.of("acquisition", "layoffs", "new_executive", "expansion", "funding_round");
  private static final double HAS_NEWS = 0.25;
  private static final double HAS_PRICE_INCREASE = 0.12;

  private final TriggerEventService service;

  DemoTriggerEvents(TriggerEventService service) {
    this.service = service;
  }

  void store(LocalDate anchor, Map<String, UUID> customers) {
    List<TriggerEventFields> events = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, UUID> customer : new TreeMap<>(customers).entrySet()) {
      Dice dice = Dice.of(DemoWorld.SEED, "trigger-events", ++number);
      if (dice.chance(HAS_NEWS)) {
        LocalDate day = anchor.minusDays(dice.between(3, 300));
        Instant at = FactBook.at(day, dice);
        events.add(
            event("news", customer, dice.pick(NEWS), at, at.plus(dice.between(2, 40), ChronoUnit.HOURS)));
      }
      if (customer.getKey().equals("customer-1") || dice.chance(HAS_PRICE_INCREASE)) {
        Instant announced = anchor.minusDays(2).atTime(9, 0).toInstant(ZoneOffset.UTC);
        Instant at = anchor.plusDays(dice.between(10, 80)).atStartOfDay(ZoneOffset.UTC).toInstant();
        events.add(event("price-list", customer, "price_increase", at, announced));
      }
    }
    for (TriggerEventOutcome outcome : service.receiveAll(events, false)) {
      if (outcome.problem() != null) {
        throw new IllegalStateException("The demo's trigger event was refused: " + outcome.problem().errors());
      }
    }
  }

  private static TriggerEventFields event(
      String source, Map.Entry<String, UUID> customer, String type, Instant at, @Nullable Instant knownAt) {
    return new TriggerEventFields(
        source, customer.getKey() + ":" + type, CustomerReference.of(customer.getValue()), type, at, knownAt, null, null,
        null, null);
  }
}
