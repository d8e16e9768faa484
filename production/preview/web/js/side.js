// What is found, said and known of the moment; and what is wrong where there is no picture.
import { by, make, placeLink, post } from "./api.js";

export class Side {
  constructor(page) {
    this.page = page;
    this.beat = null;
    by("write").addEventListener("click", () => this.write());
    by("undo").addEventListener("click", () => this.change({ do: "undo" }, "taken back in"));
    by("sentence").addEventListener("input", () => this.typed());
    by("sentence").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.write(); }
      if (event.key === "Escape") by("sentence").blur();
    });
  }

  // --- findings --------------------------------------------------------------------------------

  // The number in the picture is the number in the list.
  found(seen) {
    const found = new Map();
    let judged = 0;
    for (const [picture, told] of seen) {
      judged += told.judged;
      for (const finding of told.findings) {
        const key = `${finding.rule} ${finding.what}`;
        if (!found.has(key)) found.set(key, { ...finding, shapes: [], boxes: [] });
        found.get(key).shapes.push(picture.name);
        found.get(key).boxes.push([picture, finding]);
      }
    }
    const numbered = [...found.values()];
    by("found-count").textContent = `${numbered.length} found, ${judged - numbered.length} pass`;
    by("findings").replaceChildren(...(numbered.length ? numbered.map((one, i) => this.finding(one, i + 1)) : [make("li", { class: "none" }, "Nothing to mend in this picture.")]));
    return new Map([...seen.keys()].map((picture) => [
      picture, numbered.flatMap((one, i) => one.boxes.filter(([p]) => p === picture).map(([, f]) => [i + 1, f])),
    ]));
  }

  quick(findings) {
    by("quick-count").textContent = findings.length ? `${findings.length} found` : "all pass";
    by("quick").replaceChildren(...findings.map((one) => this.finding({ ...one, shapes: [] }, one.grade === "fail" ? "!" : "?")));
  }

  finding(one, number) {
    const where = [one.shapes.length && one.shapes.length < this.page.pictures.length ? one.shapes.join(", ") : "", one.shapes.length ? "" : one.beat].filter(Boolean).join(" ");
    return make("li", { class: one.warning ? "warn" : "fail" }, make("span", { class: "number" }, String(number)),
      make("div", {}, make("p", {}, make("b", {}, one.rule), where ? `, ${where}: ` : ": ", one.what), make("p", { class: "do" }, one.do), placeLink(one.place, this.page.about)));
  }

  // --- words and facts -------------------------------------------------------------------------

  show(beat) {
    const other = this.beat?.name !== beat.name;
    const typed = by("sentence").value !== (this.beat?.raw ?? "");
    this.beat = beat;
    for (const id of ["beat-name", "beat-name-2"]) by(id).textContent = beat.name;
    if (other || !typed) by("sentence").value = beat.raw;
    by("sentence").disabled = !beat.key.length;
    by("said").replaceChildren(...this.spoken(beat));
    by("take").hidden = beat.take === "take" || beat.take === "silent";
    by("take").textContent = beat.take === "stale" ? "take stale" : "time estimated";
    const words = beat.words.length;
    by("said-note").textContent = words ? `${words} words in ${(beat.words.at(-1)[2] - beat.said).toFixed(1)} s` : "";
    by("fact-count").textContent = String(beat.facts.length);
    by("facts").replaceChildren(...beat.facts.map((fact) => this.fact(fact, beat.drawn.includes(fact.id))));
    this.typed();
  }

  // Each number with its ledger entry behind it.
  spoken(beat) {
    const parts = beat.raw.split(/(\{[\w.:]+\})/);
    const quoted = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp(`^${quoted.map((part, i) => (i % 2 ? "(.+?)" : part.replaceAll(/\s+/g, "\\s+"))).join("")}$`);
    const values = pattern.exec(beat.text)?.slice(1);
    if (!values || parts.length === 1) return [];
    return parts.map((part, i) => {
      if (i % 2 === 0) return part;
      const id = part.slice(1, -1).split(/[.:]/)[0];
      const fact = beat.facts.find((one) => one.id === id);
      const button = make("button", { type: "button", class: "number", "data-fact": id, "aria-describedby": "tip" }, values[(i - 1) / 2]);
      const show = () => { if (fact) this.tip(button, fact); };
      for (const event of ["pointerenter", "focus"]) button.addEventListener(event, show);
      for (const event of ["pointerleave", "blur"]) button.addEventListener(event, () => { by("tip").hidden = true; });
      button.addEventListener("keydown", (event) => { if (event.key === "Escape") by("tip").hidden = true; });
      return button;
    });
  }

  tip(over, fact) {
    const tip = by("tip");
    tip.replaceChildren(this.fact(fact, false));
    tip.hidden = false;
    const { left, top, bottom } = over.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = bottom + tip.offsetHeight + 8 < innerHeight ? `${bottom + 6}px` : `${Math.max(8, top - tip.offsetHeight - 6)}px`;
  }

  fact(fact, drawn) {
    const values = Object.entries(fact.values).map(([key, value]) => `${key} = ${value}`).join(", ");
    const rows = [["values", values], ["source", fact.sources.map(([number, full]) => `${number} ${full}`).join("; ")], ["read", `${fact.where} · ${fact.confidence}`],
      ["checked", `${fact.checked}, again by ${fact.review_by}`], ["drawing", fact.notes.join(" ")]].filter(([, text]) => text);
    return make("article", { class: "fact" }, make("h3", {}, fact.id, drawn ? make("small", {}, " drawn by it") : null), make("p", {}, fact.sentence),
      make("dl", {}, ...rows.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)])));
  }

  typed() {
    by("write").disabled = !this.beat || by("sentence").value.trim() === this.beat.raw || !this.beat.key.length;
  }

  write() {
    if (by("write").disabled) return;
    const { language } = this.page.cut();
    this.change({ do: "say", language, key: this.beat.key, was: this.beat.raw, now: by("sentence").value }, "written to");
  }

  async change(asked, says) {
    try {
      const { place } = await post("words", asked);
      if (asked.do !== "say") this.beat = { ...this.beat, raw: by("sentence").value };
      else this.beat = { ...this.beat, raw: by("sentence").value.trim().replace(/\s+/g, " ") };
      by("sentence").value = this.beat.raw;
      by("written").replaceChildren(`${says} `, placeLink(place, this.page.about) ?? place);
    } catch (error) {
      by("written").textContent = error.message;
    }
    this.typed();
  }

  // --- what is wrong ---------------------------------------------------------------------------

  fault(panel) {
    const wrong = Number(/:(\d+)$/.exec(panel.place)?.[1]);
    by("well").hidden = true;
    by("error").hidden = false;
    by("error").replaceChildren(
      make("section", { role: "alert" }, make("h2", { class: "what" }, make("span", { class: "number" }, "1"), panel.text), placeLink(panel.place, this.page.about),
        panel.lines.length ? make("pre", { tabindex: "0", "aria-label": `Lines of ${panel.place}` }, ...panel.lines.map(([number, text]) => make("span", { class: number === wrong ? "wrong" : "" }, `${String(number).padStart(4)}  ${text}\n`))) : null,
        panel.meant ? make("button", { type: "button", class: "mend", onclick: () => this.change({ do: "mend", place: panel.place, wrong: panel.meant[0], right: panel.meant[1] }, "mended") }, `Write “${panel.meant[1]}” there`) : null,
        make("button", { type: "button", class: "back", onclick: () => this.change({ do: "back" }, "taken back in") }, "Take back my last change")),
      make("section", {}, make("h2", {}, "What still stands"), make("p", {}, `The pictures are those from before this change. As soon as the file reads again, this panel closes by itself.`)));
  }

  mended() {
    by("error").hidden = true;
    by("well").hidden = false;
  }
}
