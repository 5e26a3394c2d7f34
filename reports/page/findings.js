// What metrics point at: the findings of a segment, and which of them only one of two systems has.

const findingsOf = (i, s) => (D.spansOf.get(i) ?? []).filter((span) => span[1] === s);
const findingKind = ([, , metric, , , label]) => `${D.metrics[metric].label}: ${label}`;
const findingText = ([i, s, , start, end]) => Array.from(output(i, s) ?? "").slice(start, end).join("");

// Two systems' findings are the same if metric, label, severity and note are, and without a note the marked text:
// positions move with every word. See evals/findings.py.
const identity = (span) => JSON.stringify([span[2], span[5], span[6], span[7] || findingText(span)]);

// A system's findings that the other one lacks, by metrics that scored both; of two equal ones it must have two.
function findingsOnlyIn(i, s, other) {
  const there = new Map();
  for (const span of findingsOf(i, other)) there.set(identity(span), (there.get(identity(span)) ?? 0) + 1);
  return findingsOf(i, s).filter((span) => {
    if (score(span[2], s, i) === null || score(span[2], other, i) === null) return false;
    const left = there.get(identity(span)) ?? 0;
    if (left) there.set(identity(span), left - 1);
    return !left;
  });
}

// The findings of a segment that the filter looks at: of all shown systems, of A or of B, new in A or fixed by it.
function findingsBeside(i) {
  if (S.side === "a") return findingsOf(i, S.a);
  if (S.side === "b") return findingsOf(i, S.b);
  if (S.side === "new") return findingsOnlyIn(i, S.a, S.b);
  if (S.side === "fixed") return findingsOnlyIn(i, S.b, S.a);
  return (D.spansOf.get(i) ?? []).filter((span) => isShown(span[1]));
}

function hasFinding(i) {
  if (!D.spansOf.has(i)) return false;
  return findingsBeside(i).some(
    (span) => (!S.finding || findingKind(span) === S.finding) && (!S.severity || span[6] === S.severity),
  );
}

// Kinds of findings, in alphabetical order.
const findingKinds = () => [...new Set(D.spans.map(findingKind))].sort();
