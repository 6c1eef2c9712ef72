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

  synchronized V get(String key, Supplier<V> make) {
    V value = values.get(key);
    if (value == null) {
      value = make.get();
      values.put(key, value);
    }
    return value;
  }
}
