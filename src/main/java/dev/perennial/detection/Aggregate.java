package dev.perennial.detection;

/** What of the signals in a window is compared with the limit. */
enum Aggregate {
  COUNT,
  SUM,
  MEAN
}
