package dev.perennial.platform.jobs;

import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The answer to a request that started long work. */
public final class JobAnswers {
  private JobAnswers() {}

  /** 202 with the job and its address; read it again for progress and result. */
  public static Response accepted(Job job) {
    JobView view = JobView.of(job);
    return Response.accepted(view).location(URI.create(view.links().self())).build();
  }
}
