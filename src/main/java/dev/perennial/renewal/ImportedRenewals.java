package dev.perennial.renewal;

import dev.perennial.editing.Change;
import dev.perennial.editing.Editor;
import dev.perennial.editing.Reference;
import dev.perennial.editing.Written;
import dev.perennial.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Patches open renewals from an import: offers, forecasts, calls and next steps as another system has them. Rows about the
 * same renewal are written one after the other.
 */
@ApplicationScoped
public class ImportedRenewals {
  private final RenewalRepository repository;
  private final RenewalEditing editing;
  private final Editor editor;

  ImportedRenewals(RenewalRepository repository, RenewalEditing editing, Editor editor) {
    this.repository = repository;
    this.editing = editing;
    this.editor = editor;
  }

  /** One result per patch, in order; a faulty one is left out and the others are written. */
  @Transactional
  public List<Written> patch(List<OpenRenewalPatch> patches) {
    Set<UUID> contracts = patches.stream().map(OpenRenewalPatch::contractId).collect(Collectors.toSet());
    Map<UUID, List<RenewalEntity>> renewals = repository.lockByContract(contracts);
    Written[] results = new Written[patches.size()];
    List<Integer> waiting = IntStream.range(0, patches.size()).boxed().toList();
    while (!waiting.isEmpty()) {
      waiting = round(patches, waiting, renewals, results);
    }
    return List.of(results);
  }

  /** At most one patch of each renewal; returns those that wait for the next. */
  private List<Integer> round(
      List<OpenRenewalPatch> patches, List<Integer> rows, Map<UUID, List<RenewalEntity>> renewals, Written[] results) {
    Set<UUID> touched = new HashSet<>();
    List<Integer> places = new ArrayList<>();
    List<Integer> waiting = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i : rows) {
      OpenRenewalPatch patch = patches.get(i);
      try {
        RenewalEntity renewal = OpenRenewals.find(renewals.getOrDefault(patch.contractId(), List.of()), patch.dueDate());
        if (touched.add(renewal.id)) {
          places.add(i);
          changes.add(new Change(Reference.of(renewal.id), patch.patch(), null, false));
        } else {
          waiting.add(i);
        }
      } catch (ProblemException e) {
        results[i] = new Written(i, Written.Status.FAILED, null, e);
      }
    }
    List<Written> written = changes.isEmpty() ? List.of() : editor.write(editing, changes, Editor.EventDetail.NONE);
    for (int i = 0; i < written.size(); i++) {
      Written one = written.get(i);
      results[places.get(i)] = new Written(places.get(i), one.status(), one.id(), one.failure());
    }
    return waiting;
  }
}
