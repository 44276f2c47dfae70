// Type-checks Grafana's dashboards against the types that Grafana publishes for its JSON (the npm
// package @grafana/grafana-foundation-sdk) and checks what types cannot say.
// Usage: node dashboards.mjs FOLDER-OF-NODE_MODULES WORK-FOLDER DASHBOARD.json...
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const [modules, work, ...files] = process.argv.slice(2);
const sdk = path.join(modules, "node_modules/@grafana/grafana-foundation-sdk/dist");
const kinds = ["timeseries", "stat", "bargauge"];
const problems = [];

// In TypeScript no string is a member of an enum: as unions of strings they say the same of JSON.
const unions = (text) =>
  text.replace(/export declare enum (\w+) \{([^}]*)\}/g, (whole, name, body) => {
    const members = [...body.matchAll(/(\w+) = ("[^"]*"|-?\d+)/g)];
    const types = members.map(([, member, value]) => `type ${member} = ${value};`).join(" ");
    return `export declare namespace ${name} { ${types} }
export type ${name} = ${members.map((member) => member[2]).join(" | ")};`;
  });

const types = ["cog", "common", "dashboard", "prometheus", ...kinds];
for (const name of types) {
  fs.mkdirSync(path.join(work, name), { recursive: true });
  for (const file of fs.readdirSync(path.join(sdk, name))) {
    if (file === "types.gen.d.ts" || file === "variants_gen.d.ts") {
      const text = fs.readFileSync(path.join(sdk, name, file), "utf8");
      fs.writeFileSync(path.join(work, name, "index.d.ts"), unions(text));
    }
  }
}

// Stricter than Grafana: a title, a description, a unit and queries on every panel.
const panelTypes = `
type Query = Omit<prometheus.Dataquery, "_implementsDataqueryVariant"> & {datasource: {type: "prometheus", uid: "prometheus"}};
type Of<T extends string, O, C> = Omit<dashboard.Panel, "type" | "targets" | "options" | "fieldConfig"> & {
  type: T; id: number; title: string; description: string; gridPos: dashboard.GridPos;
  targets: [Query, ...Query[]]; options: Partial<O>;
  fieldConfig: Omit<dashboard.FieldConfigSource, "defaults"> & {
    defaults: Omit<dashboard.FieldConfig, "custom"> & {unit: string; custom?: C};
  };
};
type Panel = dashboard.RowPanel
  | Of<"timeseries", timeseries.Options, timeseries.FieldConfig>
  | Of<"stat", stat.Options, never> | Of<"bargauge", bargauge.Options, never>;
type Dashboard = Omit<dashboard.Dashboard, "panels"> & {uid: string; title: string; panels: Panel[]};
`;

const checks = files.map((file) => {
  const json = fs.readFileSync(file, "utf8");
  const check = path.join(work, `${path.basename(file, ".json")}.ts`);
  const imports = types.map((name) => `import type * as ${name} from "./${name}";`).join("\n");
  fs.writeFileSync(check, `${imports}\n${panelTypes}\nexport const checked: Dashboard =\n${json};\n`);
  layout(file, JSON.parse(json));
  return check;
});

/** Ids that differ, panels that neither overlap nor stand out, variables that exist. */
function layout(file, { panels, templating }) {
  const say = (problem) => problems.push(`${file}: ${problem}`);
  const ids = panels.map((panel) => panel.id);
  if (new Set(ids).size < ids.length) say("two panels have the same id");
  const known = [...templating.list.map((variable) => variable.name), "__rate_interval"];
  panels.forEach((panel, i) => {
    const at = panel.gridPos;
    if (at.x + at.w > 24) say(`"${panel.title}" stands out on the right`);
    for (const other of panels.slice(i + 1)) {
      const to = other.gridPos;
      const apart = at.x + at.w <= to.x || to.x + to.w <= at.x || at.y + at.h <= to.y || to.y + to.h <= at.y;
      if (!apart) say(`"${panel.title}" and "${other.title}" overlap`);
    }
    for (const { expr } of panel.targets ?? []) {
      for (const [, name] of expr.matchAll(/\$(\w+)/g)) {
        if (!known.includes(name)) say(`"${panel.title}" uses the unknown variable ${name}`);
      }
    }
  });
}

const tsc = path.join(modules, "node_modules/typescript/bin/tsc");
const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "es2022", "--moduleResolution", "bundler"];
const result = spawnSync(process.execPath, [tsc, ...options, ...checks], { encoding: "utf8" });
if (result.status !== 0) problems.push(result.stdout || String(result.error));
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`${files.length} dashboards are as Grafana's types say`);
