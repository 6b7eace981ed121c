"use strict";
// The page answers everything without this script. It adds: the state of the filters in the address, the
// calculator, arrow keys in matrices, and opened disclosures on paper.

const model = JSON.parse(document.getElementById("model")?.textContent ?? "null");

// --- filters: radio groups whose rules are style sheets; here only their state and the address meet ---

const filters = document.getElementById("filters");

function readAddress() {
  const parts = location.hash.slice(1).split("&");
  const anchor = parts.find((part) => part && !part.includes("="));
  for (const part of parts) {
    const [name, value] = part.split("=").map(decodeURIComponent);
    const radios = filters && value !== undefined ? filters.elements.namedItem(name) : null;
    if (radios instanceof RadioNodeList && [...radios].some((radio) => radio.value === value)) {
      radios.value = value;
    }
  }
  return anchor;
}

function writeAddress(anchor) {
  const parts = anchor ? [anchor] : [];
  for (const radio of filters?.querySelectorAll("input:checked") ?? []) {
    if (!radio.defaultChecked) {
      parts.push(`${encodeURIComponent(radio.name)}=${encodeURIComponent(radio.value)}`);
    }
  }
  history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
}

let anchor = readAddress();
if (anchor && location.hash.includes("=")) {
  document.getElementById(anchor)?.scrollIntoView();
}
filters?.addEventListener("change", () => writeAddress(anchor));
addEventListener("hashchange", () => {
  anchor = readAddress();
  writeAddress(anchor);
});

// --- calculator: the same sums and the same interval as the report's own ---

const calculator = document.getElementById("calculator");

function digits(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  const places = size < 0.9995 ? 3 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  const text = size >= 1e12 ? size.toExponential(2) : size.toFixed(places);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function scale(seconds) {
  const size = Math.abs(seconds);
  const units = size >= 99.95 ? [[86400, "d"], [3600, "h"], [60, "min"]] : [[0.9995, "s"], [0.9995e-3, "ms"], [0, "µs"]];
  const [length, name] = units.find(([length]) => size >= length);
  return [{ s: 1, ms: 1e3, µs: 1e6 }[name] ?? 1 / length, name];
}

function duration(seconds) {
  const [factor, name] = scale(seconds);
  return `${digits(seconds * factor)} ${name}`;
}

function bounds(added) {
  if (added.low === null) return "[no interval]";
  const [factor] = scale(added.estimate);
  return `[${digits(added.low * factor)}, ${digits(added.high * factor)}]`;
}

function interval(values, ranks) {
  const averages = [];
  values.forEach((first, index) => {
    for (const second of values.slice(index)) averages.push(first / 2 + second / 2);
  });
  averages.sort((a, b) => a - b);
  const middle = averages.length >> 1;
  const estimate = averages.length % 2 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
  const rank = ranks[values.length];
  return { estimate, low: rank ? averages[rank - 1] : null, high: rank ? averages.at(-rank) : null, n: values.length };
}

function forecast(one, wish) {
  const sizes = {
    steps: wish.steps,
    megabytes: wish.megabytes * Math.max(0, wish.steps - 1),
    width: wish.width - 1,
  };
  const terms = Object.entries(one.terms);
  const blocks = Object.keys(one.terms.steps.blocks).filter((block) => terms.every(([, term]) => block in term.blocks));
  const sums = blocks.map((block) =>
    terms.reduce((sum, [name, term]) => {
      const [fixed, slope] = term.blocks[block];
      return sum + (name === "steps" ? fixed : 0) + slope * sizes[name];
    }, 0),
  );
  const asked = Object.keys(sizes).filter((name) => wish[name] > (name === "width" ? 1 : 0));
  const outside = asked.filter((name) => {
    const term = one.terms[name];
    return term && !(term.low <= wish[name] && wish[name] <= term.high);
  });
  const unmeasured = asked.filter((name) => !one.terms[name]);
  return { added: sums.length ? interval(sums, one.ranks) : null, outside, unmeasured };
}

function element(name, text, className, cells) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  if (cells) made.dataset.cell = cells.join("\n");
  return made;
}

function keyOf(place) {
  const svg = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(svg, "svg");
  const use = document.createElementNS(svg, "use");
  const shape = place < 6 ? place : 1 + ((place - 1) % 5);
  for (const [name, value] of Object.entries({ class: "key", width: 16, height: 16, "aria-hidden": "true" })) {
    drawing.setAttribute(name, value);
  }
  for (const [name, value] of Object.entries({ href: `#m${shape}`, x: 8, y: 8, class: `k${shape}` })) {
    use.setAttribute(name, value);
  }
  drawing.append(use);
  return drawing;
}

function told(one, wish) {
  const { added, outside, unmeasured } = forecast(one, wish);
  const box = element("div", "", "result", one.cells);
  const who = element("p", "", "who");
  who.append(keyOf(one.place), one.name);
  box.append(who);
  if (!added) {
    box.append(element("p", "? untested"));
    return box;
  }
  const work = (wish.steps + wish.width - 1) * wish.work_s;
  box.append(element("p", `+${duration(added.estimate)} a run`, "big"));
  box.append(element("p", `${bounds(added)}, n=${added.n}`));
  const share = work > 0 ? `${digits((100 * added.estimate) / work)} % of the work, ` : "";
  box.append(element("p", `${share}${duration(added.estimate * wish.runs_a_day)} a day`));
  for (const name of outside) {
    const { low, high } = one.terms[name];
    box.append(element("p", `${name}: outside the measured range, ${low} to ${high}`, "outside"));
  }
  for (const name of unmeasured) box.append(element("p", `${name}: not measured here, so it counts for nothing`, "small"));
  return box;
}

function calculate() {
  const results = document.getElementById("results");
  const wish = {};
  for (const input of calculator.querySelectorAll("input[type=number]")) {
    if (!input.checkValidity()) {
      results.replaceChildren(element("p", `${input.parentElement.textContent.trim()}: ${input.validationMessage}`, "outside", ["example"]));
      return;
    }
    wish[input.name] = Number(input.value);
  }
  const chosen = calculator.querySelector("input[name=setting]:checked")?.value;
  const setting = model.settings.find((one) => one.key === chosen) ?? model.settings[0];
  results.replaceChildren(...setting.models.map((one) => told(one, wish)));
}

if (calculator && model) {
  calculator.hidden = false;
  calculator.addEventListener("input", calculate);
  calculator.addEventListener("submit", (event) => event.preventDefault());
  calculate();
}

// --- matrices: arrow keys go from cell to cell that has something to open ---

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

for (const matrix of document.querySelectorAll("table.matrix")) {
  matrix.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    const cell = event.target.closest("td, th");
    if (!move || !cell || event.target.tagName !== "SUMMARY") return;
    let [row, column] = [cell.parentElement.rowIndex, cell.cellIndex];
    for (;;) {
      row += move[0];
      column += move[1];
      const next = matrix.rows[row]?.cells[column];
      if (!next) return;
      const summary = next.querySelector("summary");
      if (summary) {
        event.preventDefault();
        summary.focus();
        return;
      }
    }
  });
}

// --- paper: a browser that cannot open disclosures by style gets them opened ---

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
