package dev.perennial.platform.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Runs work outside a request on behalf of a caller: jobs, scheduled runs, commands. */
@Singleton
public class Callers {
  private final CallerContext context;

  Callers(CallerContext context) {
    this.context = context;
  }

  /** The same as part of a request that began elsewhere: with its id and its address. */
  public <T> T call(RequestOrigin origin, Supplier<T> work) {
    return call(
        origin.caller(),
        () -> {
          context.requestId(origin.requestId());
          context.address(origin.address());
          return work.get();
        });
  }

  /** Runs in a request context of its own, so that nothing of it is left for the next piece of work on this thread. */
  public <T> T call(Caller caller, Supplier<T> work) {
    ManagedContext request = Arc.container().requestContext();
    var outer = request.getStateIfActive();
    if (outer != null) {
      request.deactivate();
    }
    request.activate();
    try {
      context.set(caller);
      return work.get();
    } finally {
      request.terminate();
      if (outer != null) {
        request.activate(outer);
      }
    }
  }

  public void run(Caller caller, Runnable work) {
    call(
        caller,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }
}
