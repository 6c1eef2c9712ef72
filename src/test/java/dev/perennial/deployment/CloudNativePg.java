package dev.perennial.deployment;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * The fields of the operator's objects that we use, as its reference of the API names them. Its schemas are not at hand:
 * a field that is not here is taken for a typo, and a new one is looked up there first.
 */
final class CloudNativePg {
  private CloudNativePg() {}

  record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

  record ClusterSpec(
      int instances,
      String imageName,
      boolean enableSuperuserAccess,
      Bootstrap bootstrap,
      Managed managed,
      Postgresql postgresql,
      Storage storage,
      Affinity affinity) {}

  record Bootstrap(InitDb initdb) {}

  record InitDb(
      String database,
      String owner,
      Name secret,
      String encoding,
      String localeCollate,
      String localeCType,
      List<String> postInitApplicationSQL) {}

  record Managed(List<Role> roles) {}

  record Role(String name, String ensure, boolean login, boolean superuser, boolean bypassrls, Name passwordSecret) {}

  record Postgresql(Map<String, String> parameters) {}

  record Storage(String size) {}

  record Affinity(boolean enablePodAntiAffinity, String topologyKey) {}

  record Pooler(String apiVersion, String kind, ObjectMeta metadata, PoolerSpec spec) {}

  record PoolerSpec(Name cluster, int instances, String type, PgBouncer pgbouncer) {}

  record PgBouncer(String poolMode, Map<String, String> parameters) {}

  record Name(String name) {}
}
