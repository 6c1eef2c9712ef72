package dev.perennial.platform.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The query parameters a resource method declares, with their types: the contract's own list. */
@Singleton
class DeclaredParameters {
  private final Map<Method, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

  Map<String, Class<?>> of(Method method) {
    return known.computeIfAbsent(method, DeclaredParameters::read);
  }

  private static Map<String, Class<?>> read(Method method) {
    Map<String, Class<?>> declared = new TreeMap<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          add(declared, field, field.getType());
        }
      } else {
        add(declared, parameter, parameter.getType());
      }
    }
    return declared;
  }

  private static void add(Map<String, Class<?>> declared, AnnotatedElement element, Class<?> type) {
    @Nullable QueryParam parameter = element.getAnnotation(QueryParam.class);
    if (parameter != null) {
      declared.put(parameter.value(), type);
    }
  }
}
