package dev.perennial.platform.jobs;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/** A trace for each attempt at a job and each round of recurring work; its id stands in their log lines. */
@Singleton
class JobSpans {
  private static final String TRACE = "traceId";

  private final Tracer tracer;

  JobSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  <T> T of(String name, Map<String, String> attributes, Supplier<T> work) {
    Span span = tracer.spanBuilder(name).setNoParent().startSpan();
    attributes.forEach(span::setAttribute);
    boolean traced = span.getSpanContext().isValid();
    try (Scope scope = span.makeCurrent()) {
      if (traced) {
        MDC.put(TRACE, span.getSpanContext().getTraceId());
      }
      return work.get();
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR); // without the message, which may quote what was sent
      throw e;
    } finally {
      if (traced) {
        MDC.remove(TRACE);
      }
      span.end();
    }
  }
}
