// Every actor by itself, all of a row at one scale; it turns, and is made with other parameters.
import { by, get, json, make, placeLink } from "./api.js";

class Actor {
  constructor(told, about) {
    this.told = told;
    this.values = {};
    this.turn = 0;
    this.busy = false;
    this.wanted = false;
    this.image = make("img", { alt: `${told.name}, ${told.size}`, loading: "lazy" });
    const sliders = [this.slider({ name: "turn", value: 0, low: -180, high: 180, step: 1 }, (value) => { this.turn = value; }),
      ...told.parameters.map((one) => this.slider(one, (value) => { this.values[one.name] = value; }))];
    const facts = told.facts.map((fact) => make("p", { class: "from" }, make("b", {}, fact.id), ` ${fact.sentence} `, make("span", {}, `${fact.sources.join("; ")} · checked ${fact.checked}`)));
    this.element = make("article", { class: "actor" }, make("div", { class: "paper" }, this.image),
      make("h3", {}, told.name, told.size ? make("small", {}, ` ${told.size}`) : null), placeLink(told.place, about),
      make("details", {}, make("summary", {}, "Turn, parameters, sources"), ...sliders, ...facts));
    this.text = `${told.name} ${told.size} ${told.kind} ${told.place} ${told.facts.map((fact) => `${fact.id} ${fact.sentence}`).join(" ")}`.toLowerCase();
    new IntersectionObserver((seen, observer) => {
      if (seen.some((one) => one.isIntersecting)) { observer.disconnect(); this.draw(); }
    }, { rootMargin: "400px" }).observe(this.element);
  }

  slider(one, set) {
    const shown = make("output", {}, String(Math.round(one.value * 100) / 100));
    const input = make("input", { type: "range", min: one.low, max: one.high, step: one.step, value: one.value });
    input.addEventListener("input", () => {
      shown.textContent = String(Math.round(Number(input.value) * 100) / 100);
      set(Number(input.value));
      this.draw();
    });
    return make("label", { class: "slider" }, make("span", {}, one.name.replaceAll("_", " ")), input, shown);
  }

  // The newest wish is drawn, and every picture that comes is shown.
  async draw() {
    this.wanted = true;
    if (this.busy) return;
    this.busy = true;
    while (this.wanted) {
      this.wanted = false;
      try {
        const response = await get("cast", { number: this.told.number, turn: this.turn, values: JSON.stringify(this.values) });
        const before = this.image.src;
        this.image.src = URL.createObjectURL(await response.blob());
        await this.image.decode();
        URL.revokeObjectURL(before);
        this.element.classList.remove("bad");
      } catch (error) {
        this.element.classList.add("bad");
        by("status").textContent = `${this.told.name}: ${error.message}`;
      }
    }
    this.busy = false;
  }
}

try {
  const [about, told] = [await json("about"), await json("cast")];
  const actors = told.map((one) => new Actor(one, about));
  const sections = Map.groupBy(actors, (actor) => actor.told.row);
  by("rows").append(...[...sections].map(([name, row]) => make("section", { class: "cast-row" },
    make("h2", {}, name, make("small", {}, row[0].told.scale ? ` ${row[0].told.scale} px a nanometer` : " without a scale")),
    make("div", { class: "actors" }, ...row.map((actor) => actor.element)))));
  const count = () => {
    const asked = by("search").value.toLowerCase().trim();
    for (const actor of actors) actor.element.hidden = !actor.text.includes(asked);
    for (const section of document.querySelectorAll(".cast-row")) section.hidden = !section.querySelector(".actor:not([hidden])");
    by("status").textContent = `${actors.filter((actor) => !actor.element.hidden).length} of ${actors.length}`;
  };
  by("search").addEventListener("input", count);
  count();
} catch (error) {
  by("status").textContent = error.message;
}
