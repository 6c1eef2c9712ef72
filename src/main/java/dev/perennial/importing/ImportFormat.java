package dev.perennial.importing;

/** Form of an uploaded file. */
enum ImportFormat {
  CSV,
  NDJSON
}
