package dev.perennial.demo;

import dev.perennial.currency.ExchangeRateService;
import dev.perennial.customer.ContactEditing;
import dev.perennial.customer.CustomerEditing;
import dev.perennial.editing.Editor.EventDetail;
import dev.perennial.product.ProductEditing;
import dev.perennial.user.UserEditing;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stores exchange rates, users, products, customers and their people. */
@Singleton
class DemoCustomers {
  private final DemoParts parts;
  private final DemoWriter writer;
  private final ExchangeRateService rates;
  private final UserEditing users;
  private final ProductEditing products;
  private final CustomerEditing customers;
  private final ContactEditing contacts;

  DemoCustomers(
      DemoParts parts, DemoWriter writer, ExchangeRateService rates, UserEditing users, ProductEditing products,
      CustomerEditing customers, ContactEditing contacts) {
    this.parts = parts;
    this.writer = writer;
    this.rates = rates;
    this.users = users;
    this.products = products;
    this.customers = customers;
    this.contacts = contacts;
  }

  Stored store(DemoWorld world) {
    storeRates(world);
    parts.run(
        DemoIds.Part.USERS,
        () -> writer.write(users, world.users(), DemoWorld.User::key, Documents::user, EventDetail.EACH));
    parts.run(
        DemoIds.Part.PRODUCTS,
        () -> writer.write(products, world.products(), DemoWorld.Product::key, Documents::product, EventDetail.EACH));
    Map<String, UUID> customerIds = parts.run(DemoIds.Part.CUSTOMERS, () -> storeCustomers(world));
    Map<String, UUID> contactIds =
        parts.run(
            DemoIds.Part.CONTACTS,
            () ->
                writer.write(
                    contacts, world.contacts(), DemoWorld.Contact::key, Documents::contact, EventDetail.NONE));
    return new Stored(customerIds, contactIds);
  }

  private void storeRates(DemoWorld world) {
    Map<String, Map<LocalDate, BigDecimal>> byCurrency = new HashMap<>();
    for (DemoWorld.Rate rate : world.rates()) {
      byCurrency.computeIfAbsent(rate.currency(), currency -> new HashMap<>()).put(rate.date(), rate.rate());
    }
    rates.putAll(byCurrency);
  }

  /** First those who name nobody, then those who belong to a group or were referred by one of the first. */
  private Map<String, UUID> storeCustomers(DemoWorld world) {
    Map<String, UUID> stored = new HashMap<>();
    for (boolean naming : List.of(false, true)) {
      List<DemoWorld.Customer> pass =
          world.customers().stream()
              .filter(customer -> naming == (customer.parent() != null || customer.referredBy() != null))
              .toList();
      stored.putAll(writer.write(customers, pass, DemoWorld.Customer::key, Documents::customer, EventDetail.EACH));
    }
    return stored;
  }

  /** Ids by key. */
  record Stored(Map<String, UUID> customers, Map<String, UUID> contacts) {}
}
