"use strict";
// What the page works on: `D`, set once when the packed payload is read. Texts become text nodes, never markup.
let D;

const $ = (id) => document.getElementById(id);
const ROLE = { SOURCE: 0, FIRST_REFERENCE: 1 };

async function readPayload() {
  const packed = $("payload").textContent;
  const bytes = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(packed)
    : Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  D = JSON.parse(await new Response(stream).text());
  $("payload").remove();
  D.firstOutput = ROLE.FIRST_REFERENCE + D.references.length;
  D.documentOf = new Int32Array(D.ids.length);
  D.starts = [];
  let next = 0;
  D.documents.forEach(([, size], d) => {
    D.starts.push(next);
    D.documentOf.fill(d, next, next + size);
    next += size;
  });
  D.spansOf = new Map();
  for (const span of D.spans) {
    if (!D.spansOf.has(span[0])) D.spansOf.set(span[0], []);
    D.spansOf.get(span[0]).push(span);
  }
  D.flagsOf = new Map();
  for (const [kind, system, segments] of D.doubts) {
    for (const i of segments) {
      if (!D.flagsOf.has(i)) D.flagsOf.set(i, []);
      D.flagsOf.get(i).push([kind, system]);
    }
  }
}

// An element with classes and children; a string child is a text node.
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const output = (i, system) => D.rows[i][D.firstOutput + system];
const score = (metric, system, i) => D.scores[metric][system][i];
const towards = (metric) => D.metrics[metric].better || 1;

// A number as tables show it: 0 and 100 only when true, – where there is none.
function shown(value, digits) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  for (let more = digits; more < digits + 12; more++) {
    const text = value.toFixed(more);
    if ((Number(text) !== 0 && Number(text) !== 100) || Number(text) === value) return text;
  }
  return value.toPrecision(3);
}

const shownBy = (metric, value) => shown(value, D.metrics[metric].digits);
const signed = (metric, value) => (value > 0 ? "+" : "") + shownBy(metric, value).replace("-", "−");
