"use strict";
(() => {
  const text = (row) => row.textContent.toLowerCase();

  for (const table of document.querySelectorAll("table[data-sort]")) {
    const heads = [...table.tHead.rows[0].cells];
    const bodies = [...table.tBodies];
    const rows = bodies.flatMap((body) => [...body.rows].filter((row) => !row.classList.contains("file")));
    const home = new Map(rows.map((row) => [row, row.parentNode]));
    const key = (row, column) => {
      const shown = row.cells[column].textContent.trim();
      const minutes = shown.match(/^(\d+)\smin\s(\d+)\ss$/);
      if (minutes) return 60 * minutes[1] + +minutes[2];
      const number = parseFloat(shown.replace(/,/g, ""));
      return heads[column].classList.contains("num") ? (isNaN(number) ? -1 : number) : shown.toLowerCase();
    };
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        table.querySelectorAll("tr.file").forEach((row) => row.classList.toggle("away", before !== "descending"));
        if (before === "descending") {
          rows.forEach((row) => home.get(row).append(row));
        } else {
          const up = before !== "ascending";
          head.setAttribute("aria-sort", up ? "ascending" : "descending");
          const keyed = rows.map((row) => [key(row, column), row]);
          keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1));
          bodies[0].append(...keyed.map(([, row]) => row));
        }
        document.dispatchEvent(new Event("sorted"));
      });
    });
  }

  const form = document.getElementById("filters");
  if (!form) return;
  const get = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("#list tr[data-v]")].map((row) => ({
    row, file: row.parentNode.id, words: text(row) + " " + text(row.parentNode.rows[0]),
  }));
  const show = (event) => {
    const wanted = get("f-text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = new Set([...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value));
    let shown = 0;
    for (const { row, file, words } of rows) {
      const fits = verdicts.has(row.dataset.v) && (!get("f-file").value || get("f-file").value === file)
        && (!get("f-wrong").checked || row.dataset.k !== "ok") && wanted.every((word) => words.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    for (const head of document.querySelectorAll("#list tr.file")) {
      const body = head.parentNode;
      head.hidden = head.classList.contains("away") || ![...body.rows].some((row) => row !== head && !row.hidden);
    }
    get("f-count").textContent = `${shown} of ${rows.length}`;
    get("f-none").hidden = shown > 0;
    if (!event) return;
    const state = new URLSearchParams();
    if (get("f-text").value) state.set("text", get("f-text").value);
    if (get("f-file").value) state.set("file", get("f-file").value);
    if (get("f-wrong").checked) state.set("wrong", "1");
    const off = [...form.querySelectorAll("[name=verdict]:not(:checked)")].map((box) => box.value);
    if (off.length) state.set("without", off.join(","));
    history.replaceState(null, "", String(state) ? "#?" + state : location.pathname + location.search);
  };
  if (location.hash.startsWith("#?")) {
    const state = new URLSearchParams(location.hash.slice(2));
    get("f-text").value = state.get("text") || "";
    get("f-file").value = state.get("file") || "";
    get("f-wrong").checked = state.has("wrong");
    const off = (state.get("without") || "").split(",");
    form.querySelectorAll("[name=verdict]").forEach((box) => { box.checked = !off.includes(box.value); });
  }
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("sorted", show);
  show();
})();
