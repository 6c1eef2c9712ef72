/**
 * Customers that use the product unlike their segment: "a customer doing something odd may show the next market". {@code
 * NovelUseResource → NovelUseService → NovelUseRepository}: one statement compares each customer's mix of USAGE signals with
 * that of all others in its segment, and says which types make the difference.
 */
@NullMarked
package dev.perennial.noveluse;

import org.jspecify.annotations.NullMarked;
