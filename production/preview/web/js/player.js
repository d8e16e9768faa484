// Playing: the first shape streams frame by frame while it is drawn, the others follow as fast as they come. The
// clock waits for pictures; sound goes by the clock.
import { get } from "./api.js";

const AHEAD = 45;
const BUFFER = 40;

export class Player {
  constructor(page, sound) {
    this.page = page;
    this.sound = sound;
    this.rate = 0;
    this.loop = false;
    this.frames = new Map();
  }

  get playing() {
    return this.rate !== 0;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play(1);
  }

  shuttle(way) {
    if (way === 0) this.pause();
    else if (Math.sign(this.rate) === way) this.play(Math.max(-8, Math.min(8, this.rate * 2)));
    else this.play(way);
  }

  play(rate) {
    const { page } = this;
    if (rate > 0 && page.frame >= page.last()) page.seek(0);
    this.rate = rate;
    this.run = {};
    this.frames.clear();
    this.fetched = page.frame;
    this.at = page.frame;
    this.began = null;
    this.sound.context().resume?.();
    if (rate > 0) this.fill(this.run);
    requestAnimationFrame((now) => this.tick(now, this.run));
    page.playingChanged();
  }

  pause() {
    this.rate = 0;
    this.run = null;
    this.sound.stop();
    this.page.seek(this.page.frame);
    this.page.playingChanged();
  }

  async fill(run) {
    const { page } = this;
    while (this.run === run && this.fetched <= page.last()) {
      if (this.fetched - this.at > BUFFER) {
        await new Promise((done) => { setTimeout(done, 30); });
        continue;
      }
      const frame = this.fetched;
      try {
        const ahead = Math.min(AHEAD, page.last() - frame);
        const response = await get("frame", { ...page.main.query(frame), ahead });
        this.frames.set(frame, await response.blob());
      } catch (error) {
        page.failed(page.main, error);
        this.pause();
        return;
      }
      this.fetched = frame + 1;
    }
  }

  tick(now, run) {
    if (this.run !== run) return;
    const { page } = this;
    const fps = page.fps();
    const before = this.before ?? now;
    this.before = now;
    const next = this.began === null ? this.at : this.at + ((now - before) / 1000) * fps * this.rate;
    const frame = Math.floor(next);
    if (this.rate < 0) {
      this.at = next;
      this.began = now;
      if (frame <= 0) { page.seek(0); this.pause(); return; }
      page.seek(frame, true);
    } else if (this.frames.has(Math.min(frame, page.last()))) {
      if (this.began === null) this.starts(now, next / fps);
      this.at = next;
      this.shows(Math.min(frame, page.last()));
    } else if (this.began !== null) {
      this.began = null;
      this.sound.stop();
    }
    if (this.rate > 0 && this.over(frame)) return;
    requestAnimationFrame((later) => this.tick(later, run));
  }

  starts(now, time) {
    this.began = now;
    if (this.rate === 1) this.sound.start(this.page.beats(), time);
  }

  shows(frame) {
    const { page } = this;
    if (frame === page.main.shown) return;
    page.main.show(this.frames.get(frame), frame);
    for (const old of this.frames.keys()) if (old < frame) this.frames.delete(old);
    page.moved(frame, true);
    for (const picture of page.pictures) if (picture !== page.main && !picture.busy) picture.want(frame);
  }

  over(frame) {
    const { page } = this;
    const beat = page.beat();
    const end = this.loop ? Math.round(beat.end * page.fps()) - 1 : page.last();
    if (frame < end) return false;
    if (!this.loop) { this.pause(); return true; }
    page.moved(Math.round(this.looped.start * page.fps()));
    this.play(this.rate);
    return true;
  }

  setLoop(on) {
    this.loop = on;
    this.looped = this.page.beat();
  }
}
