// The takes of a clip: each beat's sound, decoded once.
import { get } from "./api.js";

export class Sound {
  constructor(page) {
    this.page = page;
    this.takes = new Map();
    this.playing = null;
    this.on = true;
  }

  context() {
    this.audio ??= new AudioContext();
    return this.audio;
  }

  take(beat) {
    const { clip, language, audience } = this.page.cut();
    const name = `sound/${language}/${audience}/${clip}/${beat.name}`;
    const key = `${name} ${beat.text}`;
    if (!this.takes.has(key)) {
      const loaded = beat.take !== "take" ? Promise.resolve(null) : get(name).then((r) => r.arrayBuffer())
        .then((bytes) => new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes)).catch(() => null);
      this.takes.set(key, loaded);
    }
    return this.takes.get(key);
  }

  async start(beats, time) {
    this.stop();
    const run = this.playing = { sources: [] };
    const began = this.context().currentTime;
    if (!this.on) return;
    for (const beat of beats.filter((one) => one.end > time && one.take === "take")) {
      const take = await this.take(beat);
      if (this.playing !== run) return;
      if (take === null) continue;
      const late = time + (this.audio.currentTime - began) - beat.said;
      if (late >= take.duration) continue;
      const source = new AudioBufferSourceNode(this.audio, { buffer: take });
      source.connect(this.audio.destination);
      source.start(this.audio.currentTime + Math.max(0, -late), Math.max(0, late));
      run.sources.push(source);
    }
  }

  stop() {
    for (const source of this.playing?.sources ?? []) source.stop();
    this.playing = null;
  }

  async draw(canvas, beat) {
    const take = await this.take(beat);
    const pen = canvas.getContext("2d");
    const { width, height } = canvas;
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = getComputedStyle(canvas).color;
    const samples = take?.getChannelData(0);
    const seconds = beat.end - beat.start;
    for (let x = 0; x < width; x += 6) {
      const at = beat.start + (x / width) * seconds - beat.said;
      let peak = 0;
      if (samples && at >= 0 && at < take.duration) {
        const first = Math.floor(at * take.sampleRate);
        const last = Math.min(samples.length, first + Math.floor((6 / width) * seconds * take.sampleRate));
        for (let i = first; i < last; i += 8) peak = Math.max(peak, Math.abs(samples[i]));
      }
      const high = Math.max(4, Math.min(1, peak * 1.6) * height);
      pen.fillRect(x, (height - high) / 2, 3, high);
    }
  }
}
