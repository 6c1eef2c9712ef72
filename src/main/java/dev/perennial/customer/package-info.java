/**
 * Customers and their contacts. {@code CustomerResource → CustomerService → Editor → CustomerEntity}; reads are one SQL
 * statement over the customer, its read model and its revenue steps. Personal data of customers' people lives in {@code
 * Contact…} only. {@code PastCustomers} reads them as of a point in time, {@code RollUp…} with all companies below them; {@code
 * Survivors} says who stands for whom after a merge.
 */
@NullMarked
package dev.perennial.customer;

import org.jspecify.annotations.NullMarked;
