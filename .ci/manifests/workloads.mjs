// Containers of Kubernetes and of Compose, in the same words, so that one list of policies serves both.

/** The seconds of a time such as 30s, as shotline's settings and Compose write it. */
const seconds = (time) => {
  const [, number, unit] = /^(\d+)(ms|s|m|h)$/.exec(time);
  return number * { ms: 0.001, s: 1, m: 60, h: 3600 }[unit];
};

/** The pods' containers among built manifests; settings are those of the config maps they take. */
export function ofKubernetes(overlay, documents) {
  const configMaps = new Map(
    documents.filter((d) => d.kind === "ConfigMap").map((d) => [d.metadata.name, d.data ?? {}]),
  );
  return documents
    .filter((document) => document.spec?.template?.spec)
    .flatMap((document) => {
      const pod = document.spec.template.spec;
      const where = `k8s/overlays/${overlay}: ${document.kind} ${document.metadata.name}`;
      return pod.containers
        .concat(pod.initContainers ?? [])
        .map((container) => ofContainer(where, document, pod, container, configMaps));
    });
}

function ofContainer(where, document, pod, container, configMaps) {
  const security = { ...pod.securityContext, ...container.securityContext };
  const settings = (container.envFrom ?? [])
    .map((from) => configMaps.get(from.configMapRef?.name) ?? {})
    .reduce((all, some) => ({ ...all, ...some }), {});
  return {
    where,
    job: document.kind === "Job",
    kubernetes: true,
    image: container.image,
    user: security.runAsNonRoot ? String(security.runAsUser ?? "image's") : "root",
    readOnlyRoot: security.readOnlyRootFilesystem === true,
    dropsAll: security.capabilities?.drop?.includes("ALL") ?? false,
    adds: security.capabilities?.add ?? [],
    escalates: security.allowPrivilegeEscalation !== false,
    privileged:
      security.privileged === true || ["hostNetwork", "hostPID", "hostIPC"].some((key) => pod[key]),
    seccomp: security.seccompProfile?.type,
    memory: container.resources?.limits?.memory,
    requests: Object.keys(container.resources?.requests ?? {}),
    token: pod.automountServiceAccountToken !== false,
    serviceLinks: pod.enableServiceLinks !== false,
    hostPaths: (pod.volumes ?? []).filter((volume) => volume.hostPath).map((volume) => volume.name),
    writable: (container.volumeMounts ?? []).filter((m) => !m.readOnly).map((m) => m.mountPath),
    probes: ["startupProbe", "readinessProbe", "livenessProbe"].filter((p) => container[p]),
    stopSeconds: pod.terminationGracePeriodSeconds ?? 30,
    stopTimeoutSeconds: seconds(settings.SHOTLINE_STOP_TIMEOUT ?? "30s"),
    ports: [],
    restart: "Always",
  };
}

/** The services of a Compose file whose anchors are resolved. */
export function ofCompose(compose) {
  return Object.entries(compose.services).map(([name, service]) => ({
    where: `docker-compose.yml: ${name}`,
    job: Object.values(compose.services).some(
      (other) => other.depends_on?.[name]?.condition === "service_completed_successfully",
    ),
    kubernetes: false,
    image: service.image,
    user: String(service.user ?? "root"),
    readOnlyRoot: service.read_only === true,
    dropsAll: service.cap_drop?.includes("ALL") ?? false,
    adds: service.cap_add ?? [],
    escalates: !service.security_opt?.includes("no-new-privileges:true"),
    privileged: service.privileged === true || [service.network_mode, service.pid].includes("host"),
    memory: service.mem_limit,
    hostPaths: (service.volumes ?? []).filter((v) => /^[./].*(?<!:ro)$/.test(v)),
    writable: [
      ...(service.volumes ?? []).map((volume) => volume.split(":")[1]),
      ...(service.tmpfs ?? []).map((mount) => mount.split(":")[0]),
    ],
    // The image of shotline brings its own.
    probes:
      !service.healthcheck?.disable && (service.healthcheck?.test || service.build)
        ? ["healthcheck"]
        : [],
    sends: service.command?.[0] === "camera",
    stopSeconds: seconds(service.stop_grace_period ?? "10s"),
    stopTimeoutSeconds: seconds(service.environment?.SHOTLINE_STOP_TIMEOUT ?? "0s"),
    ports: service.ports ?? [],
    secrets: Object.entries(service.environment ?? {}).filter(
      ([key, value]) => /PASSWORD|SECRET|TOKEN|JAAS/.test(key) && !/^(true|false|\$\{.*\})$/.test(value),
    ),
    restart: service.restart ?? "no",
  }));
}
