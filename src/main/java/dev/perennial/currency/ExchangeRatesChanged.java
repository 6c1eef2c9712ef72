package dev.perennial.currency;

/** Fired inside the transaction that stores a rate, for read models that hold converted amounts. */
public record ExchangeRatesChanged(String currency) {}
