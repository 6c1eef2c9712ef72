package dev.perennial.eventlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.platform.jobs.Job;
import dev.perennial.platform.jobs.JobFinished;
import dev.perennial.platform.jobs.JobState;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Writes the end of each job into the log; a cancelled one did not complete, its state says why.
 */
@Singleton
class JobEvents {
  private final EventLog log;
  private final ObjectMapper json;

  JobEvents(EventLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  void finished(@Observes JobFinished event) {
    Job job = event.job();
    String type = job.state() == JobState.SUCCEEDED ? "job.completed" : "job.failed";
    log.append(new Event(type, "job", job.id(), null, null, null, object(job)));
  }

  private ObjectNode object(Job job) {
    ObjectNode object = json.createObjectNode();
    object.put("id", job.id().toString());
    object.put("kind", job.kind());
    object.put("state", job.state().name());
    object.set("counts", json.valueToTree(job.counts()));
    object.put("failure", job.failure());
    return object;
  }
}
