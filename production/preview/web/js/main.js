// The page: one clip at one moment, in all shapes.
import { by, clock, get, json, make, post } from "./api.js";
import { keys } from "./keys.js";
import { Picture } from "./pictures.js";
import { Player } from "./player.js";
import { Side } from "./side.js";
import { Sound } from "./sound.js";
import { TimeLine } from "./timeline.js";

const PIXELS = { landscape: [854, 480], square: [480, 480], portrait: [480, 854] };
const SETTLED = 250;

class Page {
  constructor(about) {
    this.about = about;
    this.stories = {};
    this.frame = 0;
    this.side_ = "now";
    this.over = new Set(["boxes", "safe", "band", "ends"]);
    this.fault = null;
    const [clip, audience, frame] = location.hash.slice(1).split("/");
    this.clip = about.clips.some((one) => one.name === clip) ? clip : about.clip;
    this.audience = about.audiences.includes(audience) ? audience : about.audiences[0];
    this.language = about.languages[0];
    this.frame = Number(frame) || 0;
    this.both = false;
    const row = (also) => Object.entries(PIXELS).map(([shape, pixels]) => new Picture(shape, pixels, this, also));
    this.rows = [row(false), row(true)];
    [this.pictures] = this.rows;
    [this.main] = this.pictures;
    by("shapes").append(...this.rows[0].map((picture) => picture.element));
    this.sound = new Sound(this);
    this.player = new Player(this, this.sound);
    this.line = new TimeLine(this, this.sound);
    this.side = new Side(this);
    this.controls();
    this.open();
  }

  // --- what is shown -------------------------------------------------------------------------

  cut() { return { clip: this.clip, language: this.language, audience: this.audience }; }
  get story() { return this.stories[`${this.audience} ${this.main.shape}`]; }
  other() { return this.about.audiences.find((one) => one !== this.audience); }
  beatsOf(picture) { return this.stories[`${picture.audience} ${picture.shape}`]?.beats ?? []; }
  fps() { return this.story?.fps ?? 15; }
  beats() { return this.story?.beats ?? []; }
  duration() { return this.beats().at(-1)?.end ?? 1; }
  last() { return Math.max(0, Math.round(this.duration() * this.fps()) - 1); }
  lives() { return this.story?.lives ?? []; }
  beat() {
    const time = (this.frame + 0.5) / this.fps();
    return this.beats().find((beat) => time < beat.end) ?? this.beats().at(-1);
  }

  // Where the other audience is at this moment; null if it does not see this beat.
  alsoAt(frame, shape) {
    const beat = this.beats().find((one) => (frame + 0.5) / this.fps() < one.end) ?? this.beat();
    const other = this.stories[`${this.other()} ${shape}`]?.beats.find((one) => one.name === beat?.name);
    if (!other) return null;
    const [[first, last], [from, to]] = [beat, other].map((one) => [Math.round(one.start * this.fps()), Math.round(one.end * this.fps()) - 1]);
    return Math.round(from + ((frame - first) / Math.max(1, last - first)) * (to - from));
  }

  seek(frame, playing = false) {
    if (!playing && this.player.playing) { this.player.rate = 0; this.player.run = null; this.sound.stop(); this.playingChanged(); }
    this.moved(Math.max(0, Math.min(this.last(), frame)), playing);
    for (const picture of this.pictures) picture.want(this.frame);
  }

  moved(frame, playing = false) {
    const before = this.beat();
    this.frame = frame;
    const beat = this.beat();
    if (!beat) return;
    by("time").textContent = clock(frame / this.fps());
    by("frame").textContent = `frame ${frame} of ${this.last() + 1}`;
    by("at").value = frame;
    by("at").setAttribute("aria-valuetext", `${clock(frame / this.fps())}, ${beat.title}`);
    if (before !== beat) this.beatChanged();
    else this.line.point();
    clearTimeout(this.settling);
    if (!playing) this.settling = setTimeout(() => this.settled(), SETTLED);
  }

  beatChanged() {
    const beat = this.beat();
    if (!beat) return;
    by("loop-name").textContent = beat.name;
    for (const [i, button] of [...this.line.strip.querySelectorAll(".beat")].entries()) {
      button.toggleAttribute("aria-current", this.beats()[i] === beat);
      if (this.beats()[i] === beat) button.setAttribute("aria-current", "true");
    }
    this.line.beat();
    this.side.show(beat);
  }

  came(picture, frame, seconds) {
    if (this.fault && !picture.element.classList.contains("old") && !this.stillWrong()) this.mended();
    if (picture === this.main && !this.player.playing && !this.fault) this.says(make("b", {}, `${seconds.toFixed(2)} s`), " to this picture");
  }

  stillWrong() { return Object.values(this.faults ?? {}).some(Boolean); }

  failed(picture, error) {
    if (error.panel && this.stillWrong()) this.showFault(error.panel);
    else if (!error.panel) this.says("the preview has ended: start it again");
  }

  says(...what) { by("status").replaceChildren(...what); }

  playingChanged() {
    const on = this.player.playing;
    by("play").setAttribute("aria-pressed", on);
    by("play").setAttribute("aria-label", on ? "Pause" : "Play");
    if (on) for (const picture of this.pictures) picture.clear();
  }

  // --- once it stands still ---------------------------------------------------------------------

  async settled() {
    history.replaceState(null, "", `#${this.clip}/${this.audience}/${this.frame}`);
    if (this.fault || this.player.playing || !this.story) return;
    const { frame } = this;
    try {
      const seen = new Map(await Promise.all(this.pictures.map(async (one) => [one, await one.look(frame)])));
      if (frame !== this.frame || this.player.playing || this.fault) return;
      this.numbers = this.side.found(seen);
      this.drawOver();
      await this.compare();
      this.line.rail((await json("drawn", { ...this.cut(), shape: this.main.shape })).frames);
      if (this.story.walked === this.beats().length) await this.thumbs();
    } catch (error) {
      this.failed(this.main, error);
    }
  }

  drawOver() {
    for (const picture of this.pictures) picture.draw(this.over, this.numbers?.get(picture) ?? []);
  }

  async compare() {
    for (const id of ["shapes", "also"]) by(id).classList.toggle("compared", this.side_ !== "now");
    await Promise.all(this.pictures.map((picture) => picture.compare(this.side_, this.frame)));
  }

  async thumbs() {
    const { clip, audience } = this;
    for (const beat of this.beats()) {
      if (this.line.thumbs.has(beat.picture)) continue;
      const frame = Math.round((beat.start + 0.8 * (beat.end - beat.start)) * this.fps());
      const response = await get("frame", this.main.query(frame));
      if (clip !== this.clip || audience !== this.audience) return;
      this.line.thumbs.set(beat.picture, URL.createObjectURL(await response.blob()));
      this.line.clip();
    }
  }

  // --- what happens ------------------------------------------------------------------------------

  open() {
    this.events?.close();
    this.stories = {};
    this.faults = {};
    this.mended();
    for (const picture of this.rows.flat()) picture.whose.textContent = this.both ? picture.audience : "";
    const events = this.events = new EventSource(`events?${new URLSearchParams({ ...this.cut(), ...(this.both ? { both: 1 } : {}) })}`);
    events.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    document.title = `${this.clip} · preview`;
    this.checked = false;
  }

  hear(said) {
    if (said.is === "story") this.told(`${said.audience} ${said.shape}`, said.story);
    if (said.is === "saved") {
      this.faults = {};
      by("saved").textContent = `saved ${new Date().toTimeString().slice(0, 5)}`;
      this.says("drawing what was saved…");
      this.began = performance.now();
      this.checked = false;
      for (const picture of this.pictures) { picture.clear(); picture.want(this.frame); }
    }
    if (said.is === "walked") {
      this.faults[`${said.audience} ${said.shape}`] = null;
      if (!this.stillWrong()) this.mended();
      this.moved(Math.min(this.frame, this.last()));
    }
    if (said.is === "fault") {
      this.faults[said.shape ? `${said.audience} ${said.shape}` : "code"] = said.panel;
      this.showFault(said.panel);
    }
  }

  told(whose, story) {
    const first = !this.story;
    // Captions of beats that are still to be walked are as they were.
    const before = this.stories[whose]?.beats ?? [];
    for (const beat of story.beats.filter((one) => !one.walked)) beat.cues = before.find((one) => one.text === beat.text)?.cues ?? [];
    this.stories[whose] = story;
    if (story !== this.story) {
      if (whose.startsWith(this.other()) && this.story) for (const picture of this.rows[1]) if (whose.endsWith(picture.shape) && picture.query(this.frame).frame !== picture.at) picture.want(this.frame);
      return;
    }
    by("title").textContent = story.title;
    by("at").max = this.last();
    this.line.clip();
    if (first) this.seek(Math.min(this.frame, this.last()));
    this.beatChanged();
    if (story.walked === story.beats.length && !this.checked) this.check();
  }

  showFault(panel) {
    this.fault = panel;
    for (const picture of this.pictures) { picture.clear(); picture.element.classList.add("old"); picture.say("last good"); }
    by("dot").classList.add("bad");
    this.says(make("b", {}, "1 error"), panel.place ? ` in ${panel.place.split(/[/:]/).at(-2)}` : "");
    this.side.fault(panel);
  }

  mended() {
    const was = this.fault;
    this.fault = null;
    by("dot").classList.remove("bad");
    for (const picture of this.pictures) picture.element.classList.remove("old");
    this.side?.mended();
    if (was) { this.says("mended"); this.seek(this.frame); }
  }

  // By the words alone; once the clip is gone through, for pictures come first.
  async check() {
    this.checked = true;
    try {
      this.side.quick(await json("check", { ...this.cut(), shape: this.main.shape }));
    } catch { /* the fault is told by itself */ }
  }

  // --- what is asked of it -------------------------------------------------------------------------

  controls() {
    const { about } = this;
    by("clip").append(...about.clips.map((one) => make("option", { value: one.name }, one.name)));
    by("clip").value = this.clip;
    by("language").append(...about.languages.map((one) => make("option", { value: one }, one)));
    by("language-choice").hidden = about.languages.length < 2;
    by("audiences").append(...about.audiences.map((one) => make("button", { type: "button", "data-audience": one, "aria-pressed": String(one === this.audience) }, one)));
    by("clip").addEventListener("change", () => { this.clip = by("clip").value; this.frame = 0; this.open(); by("clip").blur(); });
    by("language").addEventListener("change", () => { this.language = by("language").value; this.open(); });
    this.choice("audiences", "audience", (name) => { this.audience = name; this.open(); });
    by("both").addEventListener("click", () => this.setBoth(!this.both));
    this.choice("sides", "side", (name) => this.compareWith(name));
    by("over").addEventListener("click", (event) => {
      const name = event.target.dataset?.over;
      if (name) this.setOver([name], !this.over.has(name));
    });
    const clicks = {
      play: () => this.player.toggle(), back: () => this.seek(this.frame - 1), on: () => this.seek(this.frame + 1),
      "to-start": () => this.seek(Math.round(this.beat().start * this.fps())),
      "to-end": () => this.seek(Math.round(this.beat().end * this.fps()) - 1),
      loop: () => this.setLoop(!this.player.loop), sound: () => this.setSound(!this.sound.on), keys: () => by("help").showModal(),
    };
    for (const [id, act] of Object.entries(clicks)) by(id).addEventListener("click", act);
    by("at").addEventListener("input", () => this.seek(Number(by("at").value)));
    by("go-to").addEventListener("submit", (event) => { event.preventDefault(); this.goTo(by("to").value); });
    this.swiping();
    // Space plays, whatever was clicked before; whoever goes by keys presses a button with it.
    document.addEventListener("click", (event) => { if (event.detail > 0) event.target.closest("button, select")?.blur(); });
    const resized = new ResizeObserver(() => this.drawOver());
    for (const id of ["shapes", "also"]) resized.observe(by(id));
    keys(this);
  }

  choice(id, name, act) {
    by(id).addEventListener("click", (event) => {
      const value = event.target.dataset?.[name];
      if (!value) return;
      for (const button of by(id).children) button.setAttribute("aria-pressed", String(button === event.target));
      act(value);
    });
  }

  setOver(names, on) {
    for (const name of names) {
      if (on) this.over.add(name); else this.over.delete(name);
      by("over").querySelector(`[data-over="${name}"]`).setAttribute("aria-pressed", String(on));
    }
    this.drawOver();
  }

  setBoth(on) {
    this.both = on;
    by("both").setAttribute("aria-pressed", String(on));
    by("also").hidden = !on;
    by("also").replaceChildren(...(on ? this.rows[1].map((picture) => picture.element) : []));
    this.pictures = on ? this.rows.flat() : this.rows[0];
    this.open();
  }

  setLoop(on) { this.player.setLoop(on); by("loop").setAttribute("aria-pressed", String(on)); }

  setSound(on) {
    this.sound.on = on;
    if (!on) this.sound.stop();
    by("sound").setAttribute("aria-pressed", String(on));
  }

  goTo(text) {
    const frame = /^f\s*(\d+)$/i.exec(text.trim());
    const time = /^(?:(\d+):)?(\d+(?:\.\d+)?)\s*s?$/.exec(text.trim());
    by("to-error").textContent = frame || time ? "" : "a time such as 0:30.5, or a frame such as f900";
    if (frame) this.seek(Number(frame[1]));
    else if (time) this.seek(Math.round((60 * Number(time[1] ?? 0) + Number(time[2])) * this.fps()));
    if (frame || time) by("to").blur();
  }

  async compareWith(side) {
    try {
      if (side === "commit") { this.says("reading the last commit…"); this.says(`compared with ${(await post("commit", {})).name}`); }
      this.side_ = side;
      if (side === "golden") this.seek(Math.round(this.beat().end * this.fps()) - 1);
      await this.compare();
    } catch (error) { this.says(error.message); }
  }

  swiping() {
    const set = (share) => { for (const picture of this.rows.flat()) { picture.swipe(share); picture.element.style.setProperty("--swipe", share); } };
    set(0.5);
    for (const id of ["shapes", "also"]) by(id).addEventListener("pointermove", (event) => {
      const frame = event.target.closest(".frame");
      if (this.side_ === "now" || !frame) return;
      const { left, width } = frame.getBoundingClientRect();
      set(Math.max(0, Math.min(1, (event.clientX - left) / width)));
    });
  }
}

history.replaceState(null, "", location.pathname + location.hash);
globalThis.preview = new Page(await json("about"));
