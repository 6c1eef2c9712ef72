/**
 * Customers and their contacts. {@code CustomerResource → CustomerService → Editor → CustomerEntity}; the read of one is
 * one SQL statement over the customer and its read model, {@code customer_board}, which holds the step of revenue that today
 * is in and whom a merged duplicate stands for. Personal data of customers' people lives in {@code
 * Contact…} only. {@code PastCustomers} reads them as of a point in time, {@code RollUp…} with all companies below them; {@code
 * Survivors} says who stands for whom after a merge. {@code CustomerExpansion} puts customers into what other packages answer.
 */
@NullMarked
package dev.perennial.customer;

import org.jspecify.annotations.NullMarked;
