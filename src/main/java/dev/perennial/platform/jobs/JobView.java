package dev.perennial.platform.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param progress 0 to 1, null while the total is unknown
 * @param startedBy name of the credential that started it
 * @param cancelRequested true once a cancel was asked for; a running job ends at its next chunk
 * @param result what the job came to, in the words of its kind; null until then
 * @param failure why it failed; null unless FAILED
 */
@Schema(name = "Job")
public record JobView(
    UUID id,
    String kind,
    JobState state,
    JobCounts counts,
    @Nullable Double progress,
    String startedBy,
    boolean cancelRequested,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable JsonNode result,
    @Nullable String failure,
    Links links) {

  public static JobView of(Job job) {
    return new JobView(
        job.id(),
        job.kind(),
        job.state(),
        job.counts(),
        job.counts().progress(),
        job.startedBy().actor(),
        job.cancelRequested(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt(),
        job.result(),
        job.failure(),
        Links.of(job));
  }

  /**
   * Where to go from here.
   *
   * @param result what the job made; null until then, and for jobs that make nothing of their own, such as imports
   * @param cancel POST it to cancel; null when the job has ended
   */
  @Schema(name = "JobLinks")
  public record Links(String self, String errors, @Nullable String result, @Nullable String cancel) {
    /** Where handlers put it in their result. */
    private static final String LINK = "link";

    static Links of(Job job) {
      String self = "/v1/jobs/" + job.id();
      JsonNode made = job.result() == null ? null : job.result().get(LINK);
      return new Links(
          self, self + "/errors", made == null ? null : made.asText(), job.state().isFinal() ? null : self + "/cancel");
    }
  }
}
