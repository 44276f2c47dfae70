// What every container must fulfil, each with a change that breaks it, so that no policy is a dead one.
// `pod` is a Deployment of Kubernetes, `service` one of Compose.

const container = (pod) => pod.spec.template.spec.containers[0];

/** Where a policy cannot be kept, and why is said in the file. */
export const exceptions = { "docker-compose.yml: kafka": ["root file system read-only"] };

export const policies = [
  {
    name: "image of a pinned version",
    holds: (w) => /^[^:@]+:[^:]+$/.test(w.image ?? "") && !/:(latest|main|edge|stable)$/.test(w.image),
    pod: (pod) => (container(pod).image = "shotline:latest"),
    service: (service) => (service.image = "shotline"),
  },
  {
    name: "user other than root",
    holds: (w) => !/^(root|0)(:|$)/.test(w.user),
    pod: (pod) => (pod.spec.template.spec.securityContext.runAsUser = 0),
    service: (service) => delete service.user,
  },
  {
    name: "root file system read-only",
    holds: (w) => w.readOnlyRoot,
    pod: (pod) => delete container(pod).securityContext.readOnlyRootFilesystem,
    service: (service) => (service.read_only = false),
  },
  {
    name: "writable folders are those of the image only",
    holds: (w) =>
      !w.image.startsWith("shotline") ||
      w.writable.every((folder) => ["/tmp", "/var/lib/shotline"].includes(folder)),
    pod: (pod) => container(pod).volumeMounts.push({ name: "tmp", mountPath: "/opt/shotline" }),
    service: (service) => (service.tmpfs = ["/opt/shotline"]),
  },
  {
    name: "no capabilities",
    holds: (w) => w.dropsAll && w.adds.length === 0,
    pod: (pod) => (container(pod).securityContext.capabilities = { drop: ["NET_RAW"] }),
    service: (service) => (service.cap_add = ["NET_ADMIN"]),
  },
  {
    name: "no privilege and none to gain",
    holds: (w) => !w.privileged && !w.escalates,
    pod: (pod) => (pod.spec.template.spec.hostNetwork = true),
    service: (service) => (service.security_opt = []),
  },
  {
    name: "system calls as the runtime allows",
    holds: (w) => !w.kubernetes || w.seccomp === "RuntimeDefault",
    pod: (pod) => delete pod.spec.template.spec.securityContext.seccompProfile,
  },
  {
    name: "nothing of the host writable",
    holds: (w) => w.hostPaths.length === 0,
    pod: (pod) => pod.spec.template.spec.volumes.push({ name: "x", hostPath: { path: "/var" } }),
    service: (service) => (service.volumes = ["./monitoring:/monitoring"]),
  },
  {
    name: "limit of memory",
    holds: (w) => Boolean(w.memory),
    pod: (pod) => delete container(pod).resources.limits,
    service: (service) => delete service.mem_limit,
  },
  {
    name: "requests of processor and memory",
    holds: (w) => !w.kubernetes || ["cpu", "memory"].every((what) => w.requests.includes(what)),
    pod: (pod) => delete container(pod).resources.requests.cpu,
  },
  {
    name: "probes",
    holds: (w) => w.job || w.sends || w.probes.length === (w.kubernetes ? 3 : 1),
    pod: (pod) => delete container(pod).startupProbe,
    service: (service) => (service.healthcheck = { disable: true }),
  },
  {
    name: "longer to stop than a stop takes",
    holds: (w) => w.job || w.stopSeconds > w.stopTimeoutSeconds,
    pod: (pod) => (pod.spec.template.spec.terminationGracePeriodSeconds = 30),
    service: (service) => delete service.stop_grace_period,
  },
  {
    name: "no token of the cluster",
    holds: (w) => !w.kubernetes || !w.token,
    pod: (pod) => delete pod.spec.template.spec.automountServiceAccountToken,
  },
  {
    name: "no variables of services among the settings",
    holds: (w) => !w.kubernetes || !w.serviceLinks,
    pod: (pod) => delete pod.spec.template.spec.enableServiceLinks,
  },
  {
    name: "ports on this machine only",
    holds: (w) => w.ports.every((port) => port.startsWith("127.0.0.1:")),
    service: (service) => (service.ports = ["9464:9464"]),
  },
  {
    name: "no secret in the file",
    holds: (w) => (w.secrets ?? []).length === 0,
    service: (service) => (service.environment = { GF_SECURITY_ADMIN_PASSWORD: "admin" }),
  },
  {
    name: "started anew after a failure",
    holds: (w) => w.restart !== "no",
    service: (service) => delete service.restart,
  },
];

/** The names of the policies that a container breaks. */
export function broken(workload) {
  return policies
    .filter((policy) => !policy.holds(workload))
    .map((policy) => policy.name)
    .filter((name) => !exceptions[workload.where]?.includes(name));
}
