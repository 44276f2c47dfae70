// Checks manifests against the schemas of their kinds: the compiler finds what is no field, the
// validators what a type cannot say.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const PACKAGES = {
  "kafka.strimzi.io": "@kubernetes-models/strimzi-kafka-operator/",
  "keda.sh": "@kubernetes-models/keda/",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator/",
};

const moduleOf = ({ apiVersion, kind }) =>
  `${PACKAGES[apiVersion.split("/")[0]] ?? "kubernetes-models/"}${apiVersion}/${kind}`;

/** What is wrong with the documents, by a line each; `folder` is for a file to compile. */
export async function schemaErrors(folder, named) {
  const errors = [];
  const lines = [];
  for (const { where, document } of named) {
    const { kind } = document;
    const model = await import(moduleOf(document));
    try {
      new model[kind](document).validate();
    } catch (e) {
      errors.push(`${where}: ${e.message}`);
    }
    lines.push(`{ const manifest: import("${moduleOf(document)}").I${kind} = ${JSON.stringify(document)}; void manifest; }`);
  }
  return errors.concat(compile(folder, lines, named));
}

function compile(folder, lines, named) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "manifests.mts");
  writeFileSync(file, lines.join("\n"));
  const program = ts.createProgram([file], {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  });
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    return `${named[line]?.where}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").slice(0, 300)}`;
  });
  rmSync(file);
  return errors;
}
