package dev.perennial.platform.db;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Every command that opens a transaction is begun again when it lost against another: around the one that opens it. */
@Transactional
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class ContentionInterceptor {
  private final Contention contention;

  ContentionInterceptor(Contention contention) {
    this.contention = contention;
  }

  @AroundInvoke
  Object around(InvocationContext call) throws Exception {
    return contention.overcome(call::proceed);
  }
}
