"use strict";
// What the page works on: `D`, set once when the packed payload is read. Texts become text nodes, never markup.
let D;

const $ = (id) => document.getElementById(id);
const ROLE = { SOURCE: 0, FIRST_REFERENCE: 1 };

const SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,./:;=>?@[]^_{|}~'`-";
const BITS = 13;

// Two signs hold 13 bits; the first two say how many of the last bits are no content. See page/packing.py.
function unpacked(text) {
  const values = new Uint16Array(128);
  for (let i = 0; i < SIGNS.length; i++) values[SIGNS.charCodeAt(i)] = i;
  const pair = (at) => values[text.charCodeAt(at)] * SIGNS.length + values[text.charCodeAt(at + 1)];
  const bytes = new Uint8Array(((text.length / 2 - 1) * BITS - pair(0)) / 8);
  let [bits, held, next] = [0, 0, 0];
  for (let at = 2; next < bytes.length; at += 2) {
    bits = ((bits << BITS) | pair(at)) & 0x1fffff;
    for (held += BITS; held >= 8 && next < bytes.length; held -= 8) bytes[next++] = bits >> (held - 8);
  }
  return bytes;
}

async function readPayload() {
  const stream = new Blob([unpacked($("payload").textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
  D = JSON.parse(await new Response(stream).text());
  $("payload").remove();
  D.firstOutput = ROLE.FIRST_REFERENCE + D.references.length;
  D.rowOf = new Map(D.ids.map((id, i) => [id, i]));
  D.names = distinctNames(D.ids);
  D.documentNames = distinctNames(D.documents.map(([id]) => id));
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
