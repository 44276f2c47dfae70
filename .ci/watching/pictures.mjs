// Asks Prometheus what the dashboards would ask and writes a page for each that shows the answers.
// Usage: node pictures.mjs PROMETHEUS START-SECOND SCRAPE-SECONDS FOLDER-OF-NODE_MODULES OUTPUT-FOLDER
import fs from "node:fs";
import path from "node:path";

const [prometheus, start, scrape, modules, output] = process.argv.slice(2);
const end = Math.floor(Date.now() / 1000);
const rowHeight = 30;
const uplot = path.join(modules, "node_modules/uplot/dist");
const read = (...names) => fs.readFileSync(path.join(...names), "utf8");

/** As Grafana fills it in: all of each variable, and four scrapes. */
const fillIn = (expr) => expr.replaceAll("$__rate_interval", `${4 * scrape}s`).replace(/\$[a-z]+/g, ".*");

async function ask(kind, expr) {
  const range = kind === "query_range" ? { start, end, step: scrape } : { time: end };
  const query = new URLSearchParams({ query: fillIn(expr), ...range });
  const response = await fetch(`${prometheus}/api/v1/${kind}?${query}`);
  const answer = await response.json();
  if (answer.status !== "success") throw new Error(`${expr}: ${answer.error}`);
  return answer.data.result.map(({ metric, value, values }) => ({ metric, values: values ?? [value] }));
}

/** The legend of a series: the format's {{labels}} filled in, or all labels. */
const legend = (format, metric) =>
  format === "__auto"
    ? Object.entries(metric).filter(([name]) => name !== "__name__").map(([name, value]) => `${name}=${value}`).join(" ")
    : format.replace(/\{\{(\w+)\}\}/g, (_, name) => metric[name] ?? "");

for (const name of ["line", "service"]) {
  const board = JSON.parse(read("monitoring/grafana/dashboards", `${name}.json`));
  for (const panel of board.panels.filter((panel) => panel.targets)) {
    const answers = panel.targets.map(async ({ expr, instant, legendFormat }) =>
      (await ask(instant ? "query" : "query_range", expr)).map((series) => ({
        name: legend(legendFormat, series.metric).replace(/ ?127\.0\.0\.1:\d+/, "") || "detector",
        values: series.values,
      })),
    );
    panel.series = (await Promise.all(answers)).flat();
  }
  const alerts = await ask("query_range", board.annotations.list[0].expr);
  const begun = alerts.map(({ metric, values }) => ({ name: metric.alertname, at: values[0][0] }));
  const height = Math.max(...board.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const data = { title: board.title, panels: board.panels, begun, start: Number(start), end, rowHeight };
  fs.writeFileSync(
    path.join(output, `${name}.html`),
    `<!doctype html><meta charset="utf-8"><style>${read(uplot, "uPlot.min.css")}</style>
<link rel="stylesheet" href="data:text/css;base64,${Buffer.from(read(".ci/watching/page.css")).toString("base64")}">
<body><script>${read(uplot, "uPlot.iife.min.js")}</script>
<script>const board = ${JSON.stringify(data).replaceAll("<", "\\u003c")};</script>
<script>${read(".ci/watching/page.js")}</script>`,
  );
  fs.writeFileSync(path.join(output, `${name}.height`), String(height * rowHeight + 64));
}
