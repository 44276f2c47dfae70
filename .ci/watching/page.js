// Draws the panels of `board`, in the browser, in Grafana's colours and with what it draws with.
const palette = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#b877d9", "#37b8c4", "#f2495c", "#e0b400", "#8ab8ff", "#fa6400"];
const colours = { green: "#73bf69", orange: "#ff9830", red: "#f2495c", blue: "#5794f2", text: "#ccccdc" };
const column = 1600 / 24;

const make = (parent, tag, className = "", text = "") => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return parent.appendChild(element);
};

const rounded = (value, decimals) =>
  decimals != null ? value.toFixed(decimals) : String(Number(value.toPrecision(3)));

function format(value, { unit, decimals }) {
  if (unit === "percentunit") return `${rounded(100 * value, decimals ?? (value < 0.1 ? 1 : 0))} %`;
  if (unit === "cpm") return `${rounded(value, decimals)} /min`;
  if (unit === "s") return seconds(value, decimals);
  if (unit === "bytes") return value >= 2 ** 30 ? `${(value / 2 ** 30).toFixed(2)} GiB` : `${(value / 2 ** 20).toFixed(0)} MiB`;
  return rounded(value, decimals) + (unit.startsWith("suffix:") ? unit.slice("suffix:".length) : "");
}
function seconds(value, decimals) {
  if (value >= 120) return `${(value / 60).toFixed(1)} min`;
  return value < 1 ? `${(1000 * value).toFixed(0)} ms` : `${rounded(value, decimals ?? 1)} s`;
}

const stepColour = (value, thresholds) =>
  colours[thresholds.steps.filter((step) => step.value === null || value >= step.value).at(-1).color];

function seriesColour(panel, series, i) {
  for (const { matcher, properties } of panel.fieldConfig.overrides) {
    const fixed = properties.find((property) => property.id === "color")?.value.fixedColor;
    if (fixed && new RegExp(matcher.options).test(series.name)) return colours[fixed];
  }
  return palette[i % palette.length];
}

function stat(box, panel) {
  const values = make(box, "div", "values");
  const defaults = panel.fieldConfig.defaults;
  panel.series.forEach((series) => {
    const value = Number(series.values.at(-1)[1]);
    const shown = make(values, "div", "value", format(value, defaults));
    shown.style.color = stepColour(value, defaults.thresholds);
    shown.style.fontSize = panel.series.length > 1 ? "22px" : panel.options.textMode === "value_and_name" ? "28px" : "34px";
    if (panel.options.textMode === "value_and_name") make(shown, "small", "", series.name);
  });
}

function bars(box, panel) {
  const list = make(box, "div", "bars");
  const defaults = panel.fieldConfig.defaults;
  const most = Math.max(...panel.series.map((series) => Number(series.values[0][1])));
  panel.series.forEach((series) => {
    const value = Number(series.values[0][1]);
    const row = make(list, "div", "bar");
    make(row, "span", "", series.name);
    const filled = make(make(row, "div"), "b");
    filled.style.width = `${(100 * value) / most}%`;
    filled.style.background = stepColour(value, defaults.thresholds);
    make(row, "span", "", format(value, defaults)).style.color = stepColour(value, defaults.thresholds);
  });
}

/** One row of times for all series; stacked ones are summed up, the last on top. */
function table(panel, stacked) {
  const times = [...new Set(panel.series.flatMap((series) => series.values.map(([time]) => time)))].sort((a, b) => a - b);
  const rows = panel.series.map((series) => {
    const values = new Map(series.values.map(([time, value]) => [time, value === "NaN" ? null : Number(value)]));
    return times.map((time) => values.get(time) ?? null);
  });
  if (stacked) for (let i = 1; i < rows.length; i++) rows[i] = rows[i].map((value, t) => (value ?? 0) + (rows[i - 1][t] ?? 0));
  return [times, ...rows];
}

const verticals = {
  hooks: {
    draw: (plot) => {
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.strokeStyle = "rgba(242,73,92,.75)";
      ctx.setLineDash([4, 4]);
      for (const { at } of board.begun) {
        const x = plot.valToPos(at, "x", true);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
      ctx.restore();
    },
  },
};
const limit = (value) => ({
  hooks: {
    draw: (plot) => {
      const { ctx, bbox } = plot;
      const y = plot.valToPos(value, "y", true);
      if (y < bbox.top) return;
      ctx.save();
      ctx.strokeStyle = colours.red;
      ctx.setLineDash([8, 6]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.restore();
    },
  },
});

function lines(box, panel, width, height) {
  const { defaults } = panel.fieldConfig;
  const { custom } = defaults;
  const stacked = custom.stacking != null;
  const data = table(panel, stacked);
  const most = Math.max(0, ...data.slice(1).flat().filter((value) => value != null));
  const top = (defaults.max ?? Math.max(most * 1.1, custom.axisSoftMax ?? 0)) || 1;
  const threshold = custom.thresholdsStyle && defaults.thresholds.steps[1].value;
  const axis = { stroke: "#9a9fab", grid: { stroke: "#26292f", width: 1 }, ticks: { show: false }, font: "11px Inter" };
  const series = panel.series.map((one, i) => {
    const colour = seriesColour(panel, one, i);
    const dashed = panel.fieldConfig.overrides.some(({ matcher, properties }) =>
      properties.length > 1 && new RegExp(matcher.options).test(one.name));
    const fill = dashed ? undefined : colour + (stacked ? "66" : "14");
    return { label: one.name, stroke: colour, width: 1.5, fill, dash: dashed ? [8, 6] : undefined, points: { show: false }, spanGaps: true };
  });
  // Sums are drawn from the top down, so that each shows its own part.
  const order = stacked ? [0, ...data.slice(1).map((_, i) => data.length - 1 - i)] : data.map((_, i) => i);
  new uPlot(
    {
      width, height, legend: { show: false }, cursor: { show: false }, padding: [6, 8, 0, 0],
      plugins: [verticals, ...(threshold ? [limit(threshold)] : [])],
      scales: { x: { range: () => [board.start, board.end] }, y: { range: () => [0, top * 1.02] } },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map((tick) => new Date(1000 * tick).toISOString().slice(11, 19)), space: 90, size: 24 },
        { ...axis, values: (_, ticks) => ticks.map((tick) => format(tick, { ...defaults, decimals: undefined })), size: 66, space: 34, ...(defaults.unit === "bytes" && { incrs: Array.from({ length: 20 }, (_, i) => 2 ** (24 + i)) }) },
      ],
      series: order.map((i) => (i === 0 ? {} : series[i - 1])),
    },
    order.map((i) => data[i]),
    box,
  );
  const legend = make(box, "div", "legend");
  panel.series.forEach((one, i) => {
    // Where there are many, those that are nothing but 0 need no name.
    if (panel.series.length > 5 && one.values.every(([, value]) => Number(value) === 0)) return;
    const entry = make(legend, "span");
    make(entry, "i").style.background = seriesColour(panel, one, i);
    entry.append(one.name);
  });
}

const head = make(document.body, "header", "", board.title);
make(head, "span", "", "dashed red: an alert begins to fire");
for (const panel of board.panels) {
  const { x, y, w, h } = panel.gridPos;
  const box = make(document.body, "section", panel.type === "row" ? "row" : "panel");
  const [width, height] = [w * column - 8, h * board.rowHeight - 8];
  Object.assign(box.style, { left: `${x * column + 4}px`, top: `${y * board.rowHeight + 52}px`, width: `${width}px`, height: `${height}px` });
  make(box, "div", "title", panel.title);
  if (panel.type === "row") continue;
  if (panel.series.length === 0) make(box, "div", "none", "No data");
  else if (panel.type === "stat") stat(box, panel);
  else if (panel.type === "bargauge") bars(box, panel);
  else lines(box, panel, width - 20, height - 58);
}
