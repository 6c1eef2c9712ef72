package dev.perennial.platform.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps the values used last: who asks with ever new keys cannot fill the memory. */
final class RecentlyUsed<V> {
  private static final int MAX = 10_000;

  private final Map<String, V> values =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
          return size() > MAX;
        }
      };

  /** The value; made outside the lock, because that may take a round trip, and then by several at once: the first stays. */
  V get(String key, Supplier<V> make) {
    synchronized (values) {
      V value = values.get(key);
      if (value != null) {
        return value;
      }
    }
    V made = make.get();
    synchronized (values) {
      V first = values.putIfAbsent(key, made);
      return first == null ? made : first;
    }
  }
}
