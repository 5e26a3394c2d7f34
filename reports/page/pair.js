// Two systems, segment by segment: a scatter whose points open the segment, and the histogram of differences.
const P = { points: [], scale: null };

const MARGIN = { left: 44, right: 12, top: 12, bottom: 34 };
const NEAR = 14;
const BARS = 41;

function drawPair() {
  if (D.systems.length < 2) return;
  const metric = S.metric;
  P.points = [];
  for (let i = 0; i < D.ids.length; i++) {
    const x = score(metric, S.a, i);
    const y = score(metric, S.b, i);
    if (x !== null && y !== null) P.points.push([i, x, y]);
  }
  const names = [plain(D.systems[S.a]), plain(D.systems[S.b])];
  $("scatter-title").textContent = `${names[0]} (across) and ${names[1]} (up), ${D.metrics[metric].label}`;
  $("delta-title").textContent = `${names[0]} − ${names[1]}, ${D.metrics[metric].label}`;
  drawScatter(names);
  drawDelta();
}

function drawScatter(names) {
  const canvas = $("scatter");
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const values = P.points.flatMap(([, x, y]) => [x, y]);
  const low = values.reduce((p, q) => Math.min(p, q), Infinity);
  const high = values.reduce((p, q) => Math.max(p, q), -Infinity);
  const span = high - low || 1;
  const side = (from, to) => (v) => from + ((v - low) / span) * (to - from);
  P.scale = { x: side(MARGIN.left, width - MARGIN.right), y: side(height - MARGIN.bottom, MARGIN.top) };
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name) && resolved(name);
  drawAxes(pen, width, height, low, high, colour, names);
  pen.fillStyle = colour("--accent");
  pen.globalAlpha = P.points.length > 5000 ? 0.18 : P.points.length > 800 ? 0.35 : 0.55;
  for (const [, x, y] of P.points) {
    pen.beginPath();
    pen.arc(P.scale.x(x), P.scale.y(y), 2.6, 0, 6.3);
    pen.fill();
  }
  pen.globalAlpha = 1;
  const chosen = P.points.find(([i]) => D.ids[i] === S.segment);
  if (chosen) {
    pen.strokeStyle = colour("--s2");
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(P.scale.x(chosen[1]), P.scale.y(chosen[2]), 6, 0, 6.3);
    pen.stroke();
  }
}

// A custom property as a colour that canvas takes: light-dark() is settled by the browser.
function resolved(name) {
  const probe = el("span", { class: "probe" });
  document.body.append(probe);
  probe.style.color = `var(${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function drawAxes(pen, width, height, low, high, colour, names) {
  pen.font = "11px system-ui, sans-serif";
  pen.lineWidth = 1;
  const [line, soft] = [colour("--line"), colour("--soft")];
  for (const value of ticks(low, high, 5)) {
    pen.strokeStyle = line;
    pen.beginPath();
    pen.moveTo(P.scale.x(value), MARGIN.top);
    pen.lineTo(P.scale.x(value), height - MARGIN.bottom);
    pen.moveTo(MARGIN.left, P.scale.y(value));
    pen.lineTo(width - MARGIN.right, P.scale.y(value));
    pen.stroke();
    pen.fillStyle = soft;
    pen.textAlign = "center";
    pen.fillText(String(Number(value.toFixed(6))), P.scale.x(value), height - MARGIN.bottom + 14);
    pen.textAlign = "right";
    pen.fillText(String(Number(value.toFixed(6))), MARGIN.left - 6, P.scale.y(value) + 4);
  }
  pen.strokeStyle = soft;
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(P.scale.x(low), P.scale.y(low));
  pen.lineTo(P.scale.x(high), P.scale.y(high));
  pen.stroke();
  pen.setLineDash([]);
  pen.textAlign = "right";
  pen.fillText(`${names[0].slice(0, 40)} →`, width - MARGIN.right, height - 5);
  pen.textAlign = "left";
  pen.fillText(`↑ ${names[1].slice(0, 40)}`, MARGIN.left + 4, MARGIN.top + 9);
}

function ticks(low, high, about) {
  const raw = (high - low || 1) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw);
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step / 1e6; value += step) found.push(value);
  return found;
}

// The point nearest to a place on the canvas, or undefined.
function pointAt(event) {
  const box = $("scatter").getBoundingClientRect();
  const [px, py] = [event.clientX - box.left, event.clientY - box.top];
  let best;
  let least = NEAR * NEAR;
  for (const point of P.points) {
    const distance = (P.scale.x(point[1]) - px) ** 2 + (P.scale.y(point[2]) - py) ** 2;
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}

function drawDelta() {
  const gaps = P.points.map(([, x, y]) => x - y);
  const sign = D.metrics[S.metric].better;
  const sizes = gaps.map(Math.abs).sort((x, y) => x - y);
  const reach = sizes[Math.floor(sizes.length * 0.99)] || 1;
  const counts = new Array(BARS).fill(0);
  for (const gap of gaps) {
    if (gap === 0) continue;
    const at = Math.round((Math.max(-reach, Math.min(reach, gap)) / reach) * ((BARS - 1) / 2)) + (BARS - 1) / 2;
    counts[at]++;
  }
  const wins = gaps.filter((gap) => gap * sign > 0).length;
  const losses = gaps.filter((gap) => gap * sign < 0).length;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  $("delta").replaceChildren(deltaChart(counts, reach, sign));
  $("delta-said").textContent = sign
    ? `A is better in ${wins}, equal in ${gaps.length - wins - losses}, worse in ${losses} of ${gaps.length} segments (equal ones are not drawn); ` +
      `mean difference ${signed(S.metric, mean)}.`
    : `Neither direction is better; mean difference ${signed(S.metric, mean)} over ${gaps.length} segments.`;
}

function deltaChart(counts, reach, sign) {
  const [width, height] = [Math.max(240, $("delta").clientWidth), 340];
  const [middle, base] = [width / 2, height - 24];
  const tallest = Math.max(1, ...counts);
  const label = "Histogram of A − B; the sentence below says its sums";
  const made = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": label });
  const step = width / BARS;
  counts.forEach((count, k) => {
    const side = Math.sign(k - (BARS - 1) / 2) * sign;
    const tall = (count / tallest) * (base - 12);
    const name = side > 0 ? "bar win" : side < 0 ? "bar loss" : "bar";
    made.append(svg("rect", { x: k * step + 0.6, y: base - tall, width: step - 1.2, height: tall, class: name }));
  });
  made.append(svg("line", { x1: middle, x2: middle, y1: 0, y2: base, class: "zero" }));
  for (const value of ticks(-reach, reach, 6)) {
    const x = middle + (value / reach) * (middle - step / 2);
    if (x < 12 || x > width - 12) continue;
    const text = svg("text", { x, y: base + 17, class: "tick", "text-anchor": "middle" });
    text.textContent = String(Number(value.toFixed(6))).replace("-", "−");
    made.append(text);
  }
  return made;
}

function svg(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function startPair() {
  const canvas = $("scatter");
  if (!canvas) return;
  canvas.addEventListener("click", (event) => {
    const point = pointAt(event);
    if (point) openSegment(point[0]);
  });
  canvas.addEventListener("mousemove", (event) => {
    const point = pointAt(event);
    $("scatter-said").textContent = point
      ? `${plain(D.ids[point[0]])}: A ${shownBy(S.metric, point[1])}, B ${shownBy(S.metric, point[2])}`
      : "";
  });
  drawPair();
  new ResizeObserver(drawPair).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawPair);
  whenChanged((changed) => ["a", "b", "metric", "segment"].some((key) => changed.has(key)) && requestAnimationFrame(drawPair));
}
