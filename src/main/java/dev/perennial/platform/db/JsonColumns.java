package dev.perennial.platform.db;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Inject;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/** JSON columns of entities are written by the same strict mapper as the API: one form of dates and numbers. */
@JsonFormat
@PersistenceUnitExtension
public class JsonColumns implements FormatMapper {
  private final JacksonJsonFormatMapper mapper;

  @Inject
  JsonColumns(ObjectMapper json) {
    mapper = new JacksonJsonFormatMapper(json);
  }

  @Override
  public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
    return mapper.fromString(text, type, options);
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    return mapper.toString(value, type, options);
  }
}
