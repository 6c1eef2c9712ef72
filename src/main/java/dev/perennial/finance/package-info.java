/**
 * Money over time and under uncertainty, as pure arithmetic: no framework, no database, no clock. What is computed here
 * names its method, so that an answer can repeat it.
 */
@NullMarked
package dev.perennial.finance;

import org.jspecify.annotations.NullMarked;
