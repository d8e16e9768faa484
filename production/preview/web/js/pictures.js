// The pictures of one moment, a shape each. A picture that has come is always shown, also when the next is wanted
// already: whoever drags sees the newest finished one all the time.
import { get, json, make, clock } from "./api.js";

const SVG = "http://www.w3.org/2000/svg";

export class Picture {
  constructor(shape, pixels, page, also = false) {
    this.shape = shape;
    this.page = page;
    this.also = also;
    this.next = null;
    this.busy = false;
    this.shown = null;
    this.seen = null;
    this.image = make("img", { alt: `${shape}, as it is now`, width: pixels[0], height: pixels[1] });
    this.other = make("img", { alt: "", class: "other", hidden: true });
    this.over = document.createElementNS(SVG, "svg");
    this.over.setAttribute("aria-hidden", "true");
    this.note = make("span", { class: "note" }, "");
    this.element = make("figure", { class: `shape ${shape}`, style: { "--ratio": pixels[0] / pixels[1] } },
      make("figcaption", {}, make("b", {}, shape[0].toUpperCase() + shape.slice(1)), " ", this.whose = make("span", {}), " ", this.note),
      make("div", { class: "frame" }, this.image, this.other, this.over, make("span", { class: "wait" }, "drawing…")));
    this.element.style.setProperty("--ratio", pixels[0] / pixels[1]);
  }

  // For the other audience a moment is the same share of the same beat.
  query(frame) {
    const { audience } = this;
    return { ...this.page.cut(), audience, shape: this.shape, frame: this.also ? this.page.alsoAt(frame, this.shape) : frame };
  }

  get audience() { return this.also ? this.page.other() : this.page.audience; }
  get name() { return this.also ? `${this.audience} ${this.shape}` : this.shape; }

  want(frame) {
    this.next = frame;
    if (!this.busy) this.pump();
  }

  async pump() {
    this.busy = true;
    while (this.next !== null) {
      const frame = this.next;
      this.next = null;
      if (this.query(frame).frame === null) {
        this.say(`no ${this.page.beat().name} for a ${this.audience}`);
        continue;
      }
      const began = performance.now();
      try {
        const query = this.query(frame);
        const response = await get("frame", query);
        this.at = query.frame;
        this.show(await response.blob(), frame, response.headers.get("x-old") === "1");
        this.say(`${((performance.now() - began) / 1000).toFixed(2)} s`);
        this.page.came(this, frame, (performance.now() - began) / 1000);
      } catch (error) {
        this.element.classList.add("old");
        this.say(this.shown === null ? "no picture" : "last good");
        this.page.failed(this, error);
      }
    }
    this.busy = false;
  }

  say(text) {
    this.note.textContent = this.element.classList.contains("old") ? "last good" : text;
  }

  show(blob, frame, old = false) {
    const address = URL.createObjectURL(blob);
    const before = this.image.src;
    this.image.src = address;
    this.image.dataset.frame = frame;
    this.element.classList.toggle("old", old);
    this.element.classList.add("there");
    if (before.startsWith("blob:")) this.image.decode().catch(() => {}).finally(() => URL.revokeObjectURL(before));
    if (frame !== this.shown && frame !== this.seenAt) this.clear();
    this.shown = frame;
    if (frame === this.seenAt) this.page.drawOver();
  }

  clear() {
    this.seen = this.seenAt = null;
    this.over.replaceChildren();
  }

  // --- what the checks see -------------------------------------------------------------------

  async look(frame) {
    if (this.query(frame).frame === null) return { texts: [], ends: [], findings: [], judged: 0 };
    const seen = await json("seen", this.query(frame));
    this.seen = seen;
    this.seenAt = frame;
    return seen;
  }

  draw(over, numbers) {
    const { width, height } = this.image.getBoundingClientRect();
    this.over.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.over.replaceChildren();
    if (!this.seen || this.seenAt !== this.shown || !width) return;
    const rect = (box, kind) => this.add("rect", {
      x: box[0] * width, y: box[1] * height, width: box[2] * width, height: box[3] * height, class: kind,
    });
    if (over.has("safe")) rect(this.seen.safe, "safe");
    if (over.has("band")) this.add("line", { x1: 0, x2: width, y1: this.seen.band[1] * height, y2: this.seen.band[1] * height, class: "band" });
    for (const text of this.seen.texts) {
      if (over.has("boxes")) rect([text.box[0] - 3 / width, text.box[1] - 2 / height, text.box[2] + 6 / width, text.box[3] + 4 / height], "text");
      if (over.has("contrast") && text.contrast !== null) this.tag(String(text.contrast), (text.box[0] + text.box[2]) * width, text.box[1] * height, "contrast");
    }
    if (over.has("ends")) for (const [x, y] of this.seen.ends) this.add("circle", { cx: x * width, cy: y * height, r: 6, class: "end" });
    for (const [number, finding] of numbers) {
      const box = finding.box ?? [0.94, 0.02, 0.04, 0.04];
      if (finding.box) rect(box, "found");
      this.tag(String(number), (box[0] + box[2]) * width, box[1] * height, "number");
    }
  }

  add(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    this.over.append(element);
    return element;
  }

  tag(text, x, y, kind) {
    const wide = 9 * text.length + 8;
    this.add("rect", { x: x - wide / 2, y: y - 9, width: wide, height: 18, rx: 3, class: `tag ${kind}` });
    this.add("text", { x, y: y + 5, class: `tag ${kind}` }).textContent = text;
  }

  // --- compared ------------------------------------------------------------------------------

  async compare(side, frame) {
    const now = this.query(frame);
    if (side === "now" || now.frame === null) {
      this.other.hidden = true;
      return;
    }
    const beats = this.page.beatsOf(this);
    const beat = beats.findIndex((one) => one.name === this.page.beat().name);
    const query = side === "golden" ? { ...now, beat, beats: beats.length } : { ...now, side: "commit" };
    const response = await get(side === "golden" ? "golden" : "frame", query);
    const before = this.other.src;
    this.other.src = URL.createObjectURL(await response.blob());
    if (before.startsWith("blob:")) URL.revokeObjectURL(before);
    this.other.alt = side === "golden" ? `${this.name}, golden frame` : `${this.name}, last commit at ${clock(frame / this.page.fps())}`;
    this.other.hidden = false;
  }

  swipe(share) {
    this.other.style.clipPath = `inset(0 0 0 ${share * 100}%)`;
  }
}
