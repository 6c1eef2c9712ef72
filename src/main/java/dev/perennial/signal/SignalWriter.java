package dev.perennial.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.time.Ids;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes judged signals: facts, what hangs on them, those that wait, and one event for the batch. */
@Singleton
class SignalWriter {
  static final String RECEIVED = "signal.received";
  private static final int ATTEMPTS = 3;

  private final SignalStoreRepository store;
  private final SignalRevisionRepository revisions;
  private final UnmatchedRepository waiting;
  private final SignalParticipantRepository participants;
  private final SignalRepository signals;
  private final Iterable<SignalListener> listeners;
  private final EventLog events;
  private final Ids ids;
  private final ObjectMapper json;

  SignalWriter(
      SignalStoreRepository store, SignalRevisionRepository revisions, UnmatchedRepository waiting,
      SignalParticipantRepository participants, SignalRepository signals, @Any Instance<SignalListener> listeners,
      EventLog events, Ids ids, ObjectMapper json) {
    this.store = store;
    this.revisions = revisions;
    this.waiting = waiting;
    this.participants = participants;
    this.signals = signals;
    this.listeners = listeners;
    this.events = events;
    this.ids = ids;
    this.json = json;
  }

  /** What can be done before the transaction. */
  PreparedSignals prepare(Judged judged) {
    return store.prepare(ordered(judged.accepted()));
  }

  List<SignalOutcome> write(Judged judged, PreparedSignals accepted, Intake intake) {
    Set<SignalKey> stored = accepted.isEmpty() ? Set.of() : insert(accepted, judged.now());
    Set<SignalKey> kept = waiting.keep(judged.unmatched().values(), judged.now());
    int count = stored.size();
    List<SignalOutcome> outcomes = outcomes(judged, new HashSet<>(stored), new HashSet<>(kept));
    if (intake.reviseChanged() && stored.size() < accepted.size()) {
      count += revise(judged, outcomes);
    }
    if (count > 0) {
      appendBatchEvent(count, accepted.size() - count);
    }
    return outcomes;
  }

  /** Stores those that are new, and what follows from them; says which. */
  Set<SignalKey> insert(List<Signal> batch, Instant now) {
    return insert(store.prepare(ordered(batch)), now);
  }

  private Set<SignalKey> insert(PreparedSignals batch, Instant now) {
    List<Signal> ordered = batch.ordered();
    lockCorrected(ordered);
    Set<SignalKey> stored = store.storeAndName(batch, now);
    if (!stored.isEmpty()) {
      participants.store(ordered, now);
      followCorrections(ordered, now);
      tellListeners(ordered, stored);
    }
    return stored;
  }

  int insertAndCount(List<Signal> batch, Instant now) {
    PreparedSignals prepared = store.prepare(ordered(batch));
    int stored = isLookedAt(batch) ? insert(prepared, now).size() : insertUnnamed(prepared, now);
    if (stored > 0) {
      appendBatchEvent(stored, batch.size() - stored);
    }
    return stored;
  }

  private int insertUnnamed(PreparedSignals batch, Instant now) {
    lockCorrected(batch.ordered());
    int stored = store.storeAndCount(batch, now);
    if (stored > 0) {
      participants.store(batch.ordered(), now);
      followCorrections(batch.ordered(), now);
    }
    return stored;
  }

  private boolean isLookedAt(List<Signal> batch) {
    for (SignalListener listener : listeners) {
      if (batch.stream().anyMatch(listener::looksAt)) {
        return true;
      }
    }
    return false;
  }

  /** Kinds that anybody looks at. */
  Set<SignalKind> heard() {
    Set<SignalKind> kinds = EnumSet.noneOf(SignalKind.class);
    listeners.forEach(listener -> kinds.addAll(listener.kinds()));
    return kinds;
  }

  /** Of signals that another statement stored. */
  void tellListeners(List<SignalKey> stored) {
    if (!stored.isEmpty()) {
      tellListeners(signals.ofKeys(stored), Set.copyOf(stored));
    }
  }

  /** Each with the first of several equal keys: that is the one that was stored. */
  private void tellListeners(List<Signal> ordered, Set<SignalKey> stored) {
    for (SignalListener listener : listeners) {
      Set<SignalKey> told = new HashSet<>();
      List<Signal> fresh =
          ordered.stream()
              .filter(signal -> listener.looksAt(signal) && stored.contains(signal.key()) && told.add(signal.key()))
              .toList();
      if (!fresh.isEmpty()) {
        listener.stored(fresh);
      }
    }
  }

  void appendBatchEvent(int stored, int duplicate) {
    ObjectNode counts = json.createObjectNode().put("stored", stored).put("duplicate", duplicate);
    events.append(new Event(RECEIVED, "signal_batch", ids.next(), null, null, null, counts));
  }

  /** Their boards are written after the marks; taken first, as everybody takes them. */
  private void lockCorrected(List<Signal> batch) {
    List<Signal> corrections = batch.stream().filter(signal -> signal.revision() > 0).toList();
    if (!corrections.isEmpty()) {
      store.lockBoards(corrections);
    }
  }

  private void followCorrections(List<Signal> batch, Instant now) {
    List<Signal> corrections = batch.stream().filter(signal -> signal.revision() > 0).toList();
    if (!corrections.isEmpty()) {
      store.follow(corrections, now);
    }
  }

  /** The first of several equal keys is the one that was stored. */
  private static List<SignalOutcome> outcomes(Judged judged, Set<SignalKey> stored, Set<SignalKey> kept) {
    List<SignalOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < judged.signals().size(); i++) {
      ProblemException problem = judged.refused().get(i);
      UnmatchedSignal unmatched = judged.unmatched().get(i);
      Signal signal = unmatched == null ? judged.signals().get(i) : unmatched.signal();
      if (problem != null || signal == null) {
        outcomes.add(SignalOutcome.refused(java.util.Objects.requireNonNull(problem)));
      } else if (unmatched != null) {
        outcomes.add(SignalOutcome.of(
            kept.remove(signal.key()) ? SignalOutcome.Result.UNMATCHED : SignalOutcome.Result.DUPLICATE, signal.key()));
      } else {
        outcomes.add(SignalOutcome.of(
            stored.remove(signal.key()) ? SignalOutcome.Result.STORED : SignalOutcome.Result.DUPLICATE, signal.key()));
      }
    }
    return outcomes;
  }

  /**
   * Repeats that say something that no revision says become the next one. Another writer may take the number first: then
   * what it said is looked at, too.
   */
  private int revise(Judged judged, List<SignalOutcome> outcomes) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (judged.unrevised().get(i) && judged.signals().get(i) != null
          && outcomes.get(i).result() == SignalOutcome.Result.DUPLICATE) {
        places.add(i);
      }
    }
    int revised = 0;
    for (int attempt = 0; attempt < ATTEMPTS && !places.isEmpty(); attempt++) {
      Map<Integer, Signal> next = next(judged, places);
      if (next.isEmpty()) {
        return revised;
      }
      Set<SignalKey> stored = insert(List.copyOf(next.values()), judged.now());
      places = new ArrayList<>();
      for (Map.Entry<Integer, Signal> entry : next.entrySet()) {
        if (stored.contains(entry.getValue().key())) {
          outcomes.set(entry.getKey(), SignalOutcome.of(SignalOutcome.Result.REVISED, entry.getValue().key()));
          revised++;
        } else {
          places.add(entry.getKey());
        }
      }
    }
    return revised;
  }

  private Map<Integer, Signal> next(Judged judged, List<Integer> places) {
    List<Signal> repeats = places.stream().map(place -> java.util.Objects.requireNonNull(judged.signals().get(place))).toList();
    Map<Integer, Integer> latest = revisions.ofChanged(repeats);
    Map<SignalKey, Integer> numbers = new HashMap<>();
    Set<Signal> contents = new HashSet<>();
    Map<Integer, Signal> next = new HashMap<>();
    for (int i = 0; i < repeats.size(); i++) {
      Integer revision = latest.get(i);
      // the same new content twice in one batch is one revision
      if (revision != null && contents.add(repeats.get(i).revised(0))) {
        int number = numbers.merge(repeats.get(i).key(), revision + 1, (before, first) -> before + 1);
        next.put(places.get(i), repeats.get(i).revised(number));
      }
    }
    return next;
  }

  /** By key, the earlier of two equal ones first. */
  private static List<Signal> ordered(List<Signal> batch) {
    return batch.stream().sorted(Comparator.comparing(Signal::key)).toList();
  }
}
