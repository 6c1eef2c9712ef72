package dev.perennial.detection;

/** How it is compared. */
enum Comparison {
  AT_LEAST,
  AT_MOST
}
