/**
 * {@code make bench}: each benchmark measures its floor in the same run, turn by turn, and says the
 * ratio, the goal and the absolute numbers ({@link dev.perennial.bench.BenchReport}). First run the
 * {@code *Bench} classes of the tests, which have the service in their JVM; then {@link
 * dev.perennial.bench.Benchmarks} measures the packaged service and the scoring kernel, and prints
 * everything.
 */
@NullMarked
package dev.perennial.bench;

import org.jspecify.annotations.NullMarked;
