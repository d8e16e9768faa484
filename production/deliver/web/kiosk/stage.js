// Two videos, one above the other. The next film shows its first picture behind the other one before it comes to the
// front, and the other one keeps its last picture till then: there is never an empty frame between them.
const makeStage = (videos, {onCaption, onEnd, onFail}) => {
  let [front, back] = videos;
  let playing = false; // what is wished for, whatever the videos are about to do
  let loud = false;
  let turn = 0; // of several wishes only the newest counts

  const captionOf = (video) => {
    const cues = video.textTracks[0].activeCues;
    return cues.length ? cues[cues.length - 1].text.split("\n") : [];
  };

  const load = (video, film, at) => {
    if (video.getAttribute("src") !== film.src || video.error) {
      const track = video.textTracks[0];
      [...(track.cues || [])].forEach((cue) => track.removeCue(cue));
      film.captions.forEach(([start, end, lines]) => track.addCue(new VTTCue(start, end, lines.join("\n"))));
      video.src = film.src;
    }
    video.muted = true;
    if (video.currentTime !== at) video.currentTime = at;
  };

  videos.forEach((video) => {
    const track = video.addTextTrack("captions");
    track.mode = "hidden"; // told of, but drawn by the page, in the film's letters
    track.addEventListener("cuechange", () => { if (video === front) onCaption(captionOf(video)); });
    video.addEventListener("ended", () => { if (video === front && playing) onEnd(); });
    video.addEventListener("error", () => { if (video === front || "awaited" in video.dataset) onFail(); });
  });

  const bringToFront = () => {
    delete back.dataset.awaited;
    back.dataset.front = "";
    delete front.dataset.front;
    front.pause();
    [front, back] = [back, front];
    [front.muted, back.muted] = [!loud, true];
    if (!playing) front.pause();
    onCaption(captionOf(front));
  };

  return {
    // Show a film from a second on; `next` is got ready meanwhile.
    show(film, at, next) {
      const mine = ++turn;
      playing = true;
      load(back, film, at);
      back.dataset.awaited = "";
      back.requestVideoFrameCallback(() => {
        if (mine !== turn) return;
        bringToFront();
        if (next) front.addEventListener("timeupdate", () => { if (mine === turn) load(back, next, 0); }, {once: true});
      });
      back.play().catch(() => {}); // a newer wish, or an error, which is told by its own event
    },
    play() { playing = true; front.play().catch(() => {}); },
    pause() { playing = false; front.pause(); },
    sound(on) { loud = on; front.muted = !on; },
    get now() { return front.currentTime; },
  };
};
