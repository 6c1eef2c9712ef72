package dev.perennial.signal;

/**
 * A signal that waits for its customer.
 *
 * @param signal everything but the customer, whose id means nothing yet
 * @param customer external reference that leads nowhere yet
 */
record UnmatchedSignal(Signal signal, CustomerReference customer) {}
