// The clip as beats, and the beat that is shown as words, sound, captions, labels and sources.
import { by, clock, make } from "./api.js";

export class TimeLine {
  constructor(page, sound) {
    this.page = page;
    this.sound = sound;
    this.strip = by("strip");
    this.zoom = by("zoom");
    this.thumbs = new Map();
    this.drag(this.strip, (share) => share * page.duration());
    this.drag(this.zoom, (share) => {
      const beat = page.beat();
      return beat.start + share * (beat.end - beat.start);
    });
  }

  drag(element, time) {
    const go = (event) => {
      const lane = element === this.zoom ? element.querySelector(".lane") : element;
      if (!lane) return;
      const { left, width } = lane.getBoundingClientRect();
      const share = Math.max(0, Math.min(0.99999, (event.clientX - left) / width));
      const { page } = this;
      let frame = Math.floor(time(share) * page.fps());
      if (element === this.zoom) frame = Math.min(frame, Math.round(this.held.end * page.fps()) - 1);
      page.seek(frame);
    };
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest("a, button[data-fact]")) return;
      this.held = this.page.beat();
      element.setPointerCapture(event.pointerId);
      element.dataset.dragged = "";
      go(event);
    });
    element.addEventListener("pointermove", (event) => { if ("dragged" in element.dataset) go(event); });
    for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => { delete element.dataset.dragged; });
  }

  // --- the whole clip --------------------------------------------------------------------------

  clip() {
    const { page } = this;
    const beats = page.beats();
    this.strip.replaceChildren(
      ...beats.map((beat, number) => {
        const thumb = this.thumbs.get(beat.picture);
        return make("button", {
          type: "button", class: "beat", title: beat.title, "aria-current": beat === page.beat() ? "true" : false,
          style: { flexGrow: beat.end - beat.start, backgroundImage: thumb ? `url(${thumb})` : "none" },
          onclick: (event) => { if (event.detail === 0) page.seek(Math.round(beat.start * page.fps())); },
        }, make("span", {}, beat.name), make("i", { class: number < page.story.walked ? "walked" : "" }));
      }),
      make("span", { class: "head" }), make("span", { class: "rail", id: "rail" }));
    this.point();
  }

  rail(frames) {
    const rail = by("rail");
    if (!rail) return;
    const last = this.page.last() + 1;
    const runs = [];
    for (const frame of frames) {
      const run = runs.at(-1);
      if (run && frame <= run[1] + 1) run[1] = frame;
      else runs.push([frame, frame]);
    }
    rail.replaceChildren(...runs.map(([first, end]) => make("i", {
      style: { left: `${(100 * first) / last}%`, width: `${(100 * (end - first + 1)) / last}%` },
    })));
  }

  // --- one beat --------------------------------------------------------------------------------

  beat() {
    const { page } = this;
    const beat = page.beat();
    const seconds = beat.end - beat.start;
    const place = (from, to) => ({
      left: `${(100 * (Math.max(from, beat.start) - beat.start)) / seconds}%`,
      width: `${(100 * (Math.min(to, beat.end) - Math.max(from, beat.start))) / seconds}%`,
    });
    const row = (name, kind, ...children) => make("div", { class: "row" }, make("h2", {}, name), make("div", { class: `lane ${kind}` }, ...children));
    const canvas = make("canvas", { width: 1200, height: 60, role: "img", "aria-label": "How loud it is" });
    this.zoom.replaceChildren(
      row(beat.name, "ruler", ...this.ticks(beat, place)),
      row("words", "words", ...beat.words.map(([text, from, to]) => make("span", { style: place(from, to), title: text }, text))),
      row("voice", "voice", canvas),
      row("caption", "caption", ...beat.cues.map(([from, to, lines]) => make("span", { style: place(from, to) }, lines.join("\n")))),
      ...page.lives().filter((life) => life.from < beat.end && (life.to ?? Infinity) > beat.start)
        .map((life, number) => row(number ? "" : "labels", "label", this.life(life, beat, place))),
      row("sources", "sources", make("span", { style: place(beat.start, beat.end), title: beat.sources.map((s) => s[2]).join("\n") },
        beat.sources.length ? `${beat.sources.map((s) => s[0]).join(", ")} · ${beat.facts.map((f) => f.id).join(", ")}` : "none")),
      make("span", { class: "head" }));
    this.sound.draw(canvas, beat);
    this.point();
  }

  ticks(beat, place) {
    const most = Math.max(2, Math.floor((this.strip.clientWidth || 900) / 80));
    const step = [0.5, 1, 2, 5].find((one) => (beat.end - beat.start) / one <= most) ?? 10;
    const first = Math.ceil(beat.start / step - 1e-6);
    const marks = [];
    for (let i = first; i * step < beat.end - 0.3 * step; i += 1) {
      marks.push(make("span", { style: { left: place(i * step, i * step).left } }, clock(i * step).replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros.slice(0, -1)))));
    }
    return marks;
  }

  life(life, beat, place) {
    const begins = life.from >= beat.start;
    return make("span", { class: begins ? "begins" : "", style: { ...place(life.from, life.to ?? beat.end), backgroundColor: life.color }, title: life.text }, life.text);
  }

  point() {
    const { page } = this;
    const time = (page.frame + 0.5) / page.fps();
    const head = this.strip.querySelector(".head");
    if (head) head.style.left = `${(100 * time) / page.duration()}%`;
    const beat = page.beat();
    const inner = this.zoom.querySelector(".head");
    if (inner) inner.style.setProperty("--share", (time - beat.start) / (beat.end - beat.start));
    for (const word of this.zoom.querySelectorAll(".words span.spoken")) word.classList.remove("spoken");
    const now = beat.words.findIndex(([, from, to]) => from <= time && time < to);
    if (now >= 0) this.zoom.querySelectorAll(".words span")[now]?.classList.add("spoken");
  }
}
