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

/** Patches open renewals from an import: offers, forecasts, calls and next steps as another system has them. */
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
    Set<UUID> contracts = new HashSet<>();
    patches.forEach(patch -> contracts.add(patch.contractId()));
    Map<UUID, List<RenewalEntity>> renewals = repository.lockByContract(contracts);
    List<Written> results = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < patches.size(); i++) {
      OpenRenewalPatch patch = patches.get(i);
      try {
        RenewalEntity renewal = OpenRenewals.find(renewals.getOrDefault(patch.contractId(), List.of()), patch.dueDate());
        places.add(i);
        changes.add(new Change(Reference.of(renewal.id), patch.patch(), null, false));
        results.add(new Written(i, Written.Status.UNCHANGED, renewal.id, null));
      } catch (ProblemException e) {
        results.add(new Written(i, Written.Status.FAILED, null, e));
      }
    }
    List<Written> written = changes.isEmpty() ? List.of() : editor.write(editing, changes, Editor.EventDetail.NONE);
    for (int i = 0; i < written.size(); i++) {
      Written one = written.get(i);
      results.set(places.get(i), new Written(places.get(i), one.status(), one.id(), one.failure()));
    }
    return results;
  }
}
