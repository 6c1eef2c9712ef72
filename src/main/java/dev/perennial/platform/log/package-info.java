/** What may be written to the log: where something failed and what kind of failure it was, never what it was about. */
@NullMarked
package dev.perennial.platform.log;

import org.jspecify.annotations.NullMarked;
