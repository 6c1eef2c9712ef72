package dev.perennial.platform.jobs;

/**
 * Work that comes round again; a CDI bean. One replica at a time runs it. A failure is logged and
 * the next round comes as planned; a round whose process died is run again.
 */
public interface RecurringWork {
  /** Stable and unique, e.g. {@code monthly-scoring}. */
  String name();

  WorkSchedule schedule();

  /** One round, outside any tenant: see {@link EachTenant}. */
  void run();
}
