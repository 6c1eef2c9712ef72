package dev.perennial.platform.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bodies end at 1 MB, whether they announce their length or not. Streamed uploads are marked and exempt. */
@Provider
@Priority(FilterOrder.BODY_LIMIT)
class BodyLimit implements ContainerRequestFilter {
  static final long BYTES = 1_000_000;

  private final ResourceInfo resource;

  BodyLimit(ResourceInfo resource) {
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.hasEntity() || isStreamed()) {
      return;
    }
    if (request.getLength() > BYTES) {
      throw tooLarge();
    }
    request.setEntityStream(new LimitedStream(request.getEntityStream()));
  }

  private boolean isStreamed() {
    return resource.getResourceMethod() != null
        && resource.getResourceMethod().isAnnotationPresent(Streamed.class);
  }

  static ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.TOO_LARGE, "The body is larger than 1 MB; send larger amounts as an import.");
  }

  private static final class LimitedStream extends FilterInputStream {
    private long left = BYTES;

    LimitedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int got = super.read(buffer, offset, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw tooLarge();
      }
    }
  }
}
