/** Our own people, whom customers and renewals are assigned to. */
@NullMarked
package dev.perennial.user;

import org.jspecify.annotations.NullMarked;
