package dev.perennial.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.eventlog.Event;
import dev.perennial.eventlog.EventLog;
import dev.perennial.platform.access.CallerContext;
import dev.perennial.platform.access.Scope;
import dev.perennial.platform.http.FieldError;
import dev.perennial.platform.http.ProblemException;
import dev.perennial.platform.http.ProblemType;
import dev.perennial.platform.http.Validation;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobService;
import dev.perennial.platform.json.MergePatch;
import dev.perennial.platform.time.Ids;
import dev.perennial.signal.Intake;
import dev.perennial.tenant.Replacement;
import dev.perennial.tenant.UnknownTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes uploads in and starts the jobs that import them. */
@ApplicationScoped
public class ImportService {
  private final ImportContent content;
  private final ImportTargets targets;
  private final ImportMappingRepository mappings;
  private final Replacement replacement;
  private final JobService jobs;
  private final EventLog events;
  private final MergePatch reader;
  private final Validation validation;
  private final CallerContext callers;
  private final Ids ids;
  private final ObjectMapper json;

  ImportService(
      ImportContent content, ImportTargets targets, ImportMappingRepository mappings, Replacement replacement,
      JobService jobs, EventLog events, MergePatch reader,
      Validation validation, CallerContext callers, Ids ids, ObjectMapper json) {
    this.content = content;
    this.targets = targets;
    this.mappings = mappings;
    this.replacement = replacement;
    this.jobs = jobs;
    this.events = events;
    this.reader = reader;
    this.validation = validation;
    this.callers = callers;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Stores the upload and starts its import.
   *
   * @param saved name of a saved mapping, or null
   * @param inline a mapping as JSON, or null; only one of the two
   */
  Job start(
      String resource, ImportFormat format, @Nullable String saved, @Nullable String inline, boolean dryRun,
      Intake.@Nullable Unmatched unmatched, @Nullable UnknownTypes unknownTypes, InputStream upload) {
    if (!resource.equals("signals") && (unmatched != null || unknownTypes != null)) {
      throw ProblemException.invalid(
          FieldError.parameter("resource", "invalid", "Only imports of signals take unmatched and unknownTypes."));
    }
    ImportMapping mapping = mapping(saved, inline);
    ImportTarget target = targets.of(resource);
    check(mapping, target);
    UUID job = ids.next();
    try {
      if (content.store(job, upload) == 0) {
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The upload is empty.");
      }
      boolean backfill = callers.caller().scopes().contains(Scope.IMPORTS_BACKFILL);
      return jobs.start(job, ImportHandler.KIND, json.valueToTree(new ImportOrder(resource, format, mapping, dryRun, backfill, unmatched, unknownTypes)));
    } catch (IOException e) {
      content.delete(job);
      throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The upload broke off.");
    } catch (RuntimeException e) {
      content.delete(job);
      throw e;
    }
  }

  private ImportMapping mapping(@Nullable String saved, @Nullable String inline) {
    if (saved != null && inline != null) {
      throw ProblemException.invalid(FieldError.parameter("options", "invalid", "Give a saved mapping or options, not both."));
    }
    if (saved != null) {
      return read(mappings.find(saved).orElseThrow(() -> ProblemException.notFound("import mapping")).document());
    }
    return inline == null ? ImportMapping.none() : read(parse(inline));
  }

  private JsonNode parse(String inline) {
    try {
      return json.readTree(inline);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw ProblemException.invalid(FieldError.parameter("options", "invalid", "The options are not valid JSON."));
    }
  }

  /** Keeps a mapping under a name that is free. */
  @Transactional
  public void saveMapping(String name, String resource, JsonNode document) {
    save(name, resource, read(document), null);
  }

  @Transactional
  SavedMapping save(String name, String resource, ImportMapping mapping, @Nullable Long ifMatch) {
    check(mapping, targets.of(resource));
    long version =
        replacement.nextVersion("import mapping", name, ifMatch, () -> mappings.find(name), SavedMapping::version);
    SavedMapping saved = mappings.put(name, version, resource, json.valueToTree(mapping));
    events.append(
        new Event("import_mapping.stored", "import_mapping", saved.id(), null, null, null, json.valueToTree(saved)));
    return saved;
  }

  ImportMapping read(JsonNode document) {
    ImportMapping mapping = reader.bind(document, ImportMapping.class);
    validation.check(mapping);
    return mapping;
  }

  private static void check(ImportMapping mapping, ImportTarget target) {
    try {
      new RowMapper(mapping, target.fieldsType(), target.keyed());
    } catch (RowFault fault) {
      throw ProblemException.invalid(FieldError.at("/" + fault.field(), "invalid", fault.detail()));
    }
  }
}
