package dev.perennial.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people at one customer: a champion (and who came after one who left), a buyer, a user,
 * sometimes more.
 */
final class People {
  private static final int USERS_BY_TIER = 2;

  private final List<DemoWorld.Contact> contacts = new ArrayList<>();

  private People() {}

  static People of(long seed, Life life, LocalDate anchor) {
    Profile profile = life.profile;
    Dice dice = Dice.of(seed, "people", profile.number());
    People people = new People();
    LocalDate horizon = anchor.minusDays(2);
    List<LocalDate> leaving =
        life.story.happenings().stream()
            .filter(
                h ->
                    h.type().equals("champion_left")
                        && h.date().isBefore(horizon)
                        && life.isCustomerAt(h.date()))
            .map(Story.Happening::date)
            .sorted()
            .toList();
    for (int i = 0; i <= leaving.size(); i++) {
      boolean isLast = i == leaving.size();
      // Who follows a champion is a user at first.
      boolean isNew = isLast && i > 0 && leaving.getLast().isAfter(horizon.minusDays(90));
      people.add(
          profile,
          dice,
          "Head of Operations",
          List.of(isNew ? "USER" : "CHAMPION"),
          isLast ? null : leaving.get(i));
    }
    people.add(
        profile, dice, "Finance Director", List.of("ECONOMIC_BUYER", "DECISION_MAKER"), null);
    people.add(profile, dice, "Team Lead", List.of("USER"), null);
    if (profile.tier() == Profile.Tier.ENTERPRISE) {
      for (int i = 0; i < USERS_BY_TIER; i++) {
        people.add(profile, dice, "Administrator", List.of("USER"), null);
      }
    }
    return people;
  }

  private void add(
      Profile profile, Dice dice, String title, List<String> roles, @Nullable LocalDate left) {
    String name = Words.person(dice);
    contacts.add(
        new DemoWorld.Contact(
            "contact-" + profile.number() + "-" + (contacts.size() + 1),
            profile.key(),
            name,
            Words.email(name, profile.name()),
            title,
            roles,
            left));
  }

  List<DemoWorld.Contact> contacts() {
    return contacts;
  }

  /** Somebody who is there on that day. */
  String somebody(Dice dice, LocalDate day) {
    List<String> there =
        contacts.stream()
            .filter(c -> c.left() == null || c.left().isAfter(day))
            .map(DemoWorld.Contact::key)
            .toList();
    return dice.pick(there);
  }

  /** Who left on that day. */
  @Nullable String whoLeft(LocalDate day) {
    return contacts.stream()
        .filter(c -> day.equals(c.left()))
        .map(DemoWorld.Contact::key)
        .findFirst()
        .orElse(null);
  }
}
