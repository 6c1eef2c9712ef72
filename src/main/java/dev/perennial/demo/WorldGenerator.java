package dev.perennial.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a world together, customer by customer. */
final class WorldGenerator {
  private static final double REFERRED = 0.08;

  private final long seed;
  private final LocalDate anchor;
  private final List<DemoWorld.Customer> customers = new ArrayList<>();
  private final List<DemoWorld.Contact> contacts = new ArrayList<>();
  private final List<DemoWorld.Contract> contracts = new ArrayList<>();
  private final List<DemoWorld.Decision> decisions = new ArrayList<>();
  private final List<DemoWorld.Standing> standings = new ArrayList<>();
  private final List<DemoWorld.Truth> truths = new ArrayList<>();
  private final FactBook book;

  WorldGenerator(long seed, LocalDate anchor) {
    this.seed = seed;
    this.anchor = anchor;
    this.book = new FactBook(anchor);
  }

  DemoWorld generate() {
    ProfileMaker maker = new ProfileMaker(seed, anchor);
    LifeSimulator simulator = new LifeSimulator(seed, anchor);
    List<String> referrers = new ArrayList<>();
    for (Profile profile : maker.profiles()) {
      @Nullable String referrer = referrer(profile, referrers);
      customers.add(maker.customer(profile, referrer));
      if (profile.parent() == null && referrer == null) {
        referrers.add(
            profile.key()); // who was referred refers nobody, so that two passes can store them all
      }
      add(simulator.simulate(profile));
    }
    Directory directory = new Directory(seed);
    return new DemoWorld(
        anchor,
        directory.users(),
        Directory.products(),
        directory.rates(anchor),
        List.copyOf(customers),
        List.copyOf(contacts),
        List.copyOf(contracts),
        List.copyOf(decisions),
        List.copyOf(standings),
        List.copyOf(book.facts()),
        List.copyOf(truths));
  }

  private void add(Life life) {
    People people = People.of(seed, life, anchor);
    contacts.addAll(people.contacts());
    contracts.addAll(life.contracts);
    decisions.addAll(life.decisions);
    standings.addAll(life.standings);
    truths.addAll(life.truths);
    new ContactSignals(seed, anchor).write(life, people, book);
    if (!life.contracts.isEmpty()) {
      new UsageSignals(seed, anchor).write(life, book);
      new TicketSignals(seed, anchor).write(life, people, book);
      new EventSignals(seed, anchor).write(life, people, book);
    }
  }

  private @Nullable String referrer(Profile profile, List<String> referrers) {
    Dice dice = Dice.of(seed, "referrer", profile.number());
    boolean isReferred =
        profile.parent() == null && profile.number() % 33 != 2 && dice.chance(REFERRED);
    return isReferred && !referrers.isEmpty() ? dice.pick(referrers) : null;
  }
}
