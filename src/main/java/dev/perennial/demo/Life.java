package dev.perennial.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer's contracts and decisions as the simulation goes on. */
final class Life {
  final Profile profile;
  final Story story = new Story();
  final List<DemoWorld.Contract> contracts = new ArrayList<>();
  final List<DemoWorld.Decision> decisions = new ArrayList<>();
  final List<DemoWorld.Standing> standings = new ArrayList<>();
  final List<DemoWorld.Truth> truths = new ArrayList<>();

  private @Nullable LocalDate ended;

  Life(Profile profile) {
    this.profile = profile;
    story.mood(profile.start().minusYears(1), profile.value(), profile.engagement());
  }

  void end(LocalDate lastDay) {
    ended = lastDay;
  }

  /** Last day as a customer, null when still one. */
  @Nullable LocalDate ended() {
    return ended;
  }

  boolean isCustomerAt(LocalDate day) {
    return !contracts.isEmpty()
        && !day.isBefore(profile.start())
        && (ended == null || !day.isAfter(ended));
  }

  boolean isPausedAt(LocalDate day) {
    return contracts.stream()
        .flatMap(contract -> contract.pauses().stream())
        .anyMatch(pause -> !day.isBefore(pause.from()) && !day.isAfter(pause.to()));
  }
}
