"""The pages of a site, filled: home and a page a clip for each language and audience, embeds, and that for clinics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from production.deliver import views
from production.deliver.bundle import Bundle
from production.deliver.finished import File, Finished
from production.deliver.for_screens import KIOSK, ForScreens, ScreenLoop
from production.deliver.handed import Handed
from production.deliver.linked_data import linked_data
from production.deliver.loops import ALL
from production.deliver.page_words import PageWords
from production.deliver.shown import Shown, media_of
from production.deliver.templates import templates
from production.deliver.withdrawn import Withdrawn
from production.finish.clock import clock
from scenes.running_order import SIGNS, TOPICS
from scenes.script.request import AUDIENCES

#: Where the site's own address is not known, code to embed has this in its place until the page itself fills it in.
SOMEWHERE: Final = "https://your.site/films"
#: A chapter shorter than this share of its film has no room for its name in the strip.
_SHORT: Final = 0.045


class SitePages:
    """All pages; paths are from the site's folder."""

    def __init__(
        self, bundle: Bundle, shown: Mapping[tuple[str, str, str], Shown], words: Mapping[str, PageWords],
        withdrawn: Mapping[str, Withdrawn], url: str, handed: Sequence[Handed] = (),
        for_screens: ForScreens | None = None,
    ) -> None:
        self.bundle, self.shown, self.words, self.withdrawn, self.url = bundle, shown, words, withdrawn, url
        self.handed, self.for_screens = handed, for_screens or ForScreens()
        self.environment = templates()

    def all(self) -> dict[str, str]:
        """The pages by path."""
        made: dict[str, str] = {}
        for code in self.words:
            for audience in self.audiences(code):
                made[self.path("index", code, audience)] = self.home(code, audience)
            made[self.path("clinics", code)] = self.clinics(code)
        for name, code, audience in self.shown:
            if self.shown[name, code, audience].one.kind == "clip":
                made[self.path(name, code, audience)] = self.clip(name, code, audience)
        for name in self.bundle.names:
            made[f"embed/{name}.html"] = self.embed(name)
        return made

    # --- where things are -----------------------------------------------------------------------

    def audiences(self, code: str, name: str = "") -> tuple[str, ...]:
        """The audiences that a language, or a film in it, is there for."""
        there = {a for n, c, a in self.shown if c == code and name in ("", n)}
        return tuple(audience for audience in AUDIENCES if audience in there)

    def root(self, code: str) -> str:
        """The folder of a language: the first one has the site's own."""
        return "" if code == next(iter(self.words)) else f"{code}/"

    def path(self, name: str, code: str, audience: str = "") -> str:
        """A page; that of the first audience is called by the name alone."""
        first = self.audiences(code)[0]
        return f"{self.root(code)}{name}{'' if audience in ('', first) else f'.{audience}'}.html"

    def address(self, path: str, up: str) -> str:
        """A whole address where the site's own is known, else the way from the page."""
        return f"{self.url}/{path}" if self.url else f"{up}{path}"

    def files(self) -> dict[str, File]:
        """All files of all films by path."""
        films = {path: one.files[suffix] for one in self.offered for suffix, path in media_of(one).items()}
        return films | {one.path: one.file for one in self.handed} | self.for_screens.files()

    @cached_property
    def offered(self) -> tuple[Finished, ...]:
        """All films but those that are withdrawn."""
        return tuple(one for one in self.bundle.all if one.name not in self.withdrawn)

    @cached_property
    def film_name(self) -> str:
        """What the home page plays: the whole film, or else the first that is there."""
        films = [one.name for one in self.bundle.all if one.kind == "film"]
        return (films or [self.bundle.all[0].name])[0]

    # --- what all pages have ---------------------------------------------------------------------

    def _common(self, name: str, code: str, audience: str, one: Finished, picture: str) -> dict[str, Any]:
        """What the frame of a page needs, whatever stands in it."""
        w = self.words[code]
        up = "../" if self.root(code) else ""
        here = self.path(name, code, audience)
        others = [
            {"code": other, "name": self.words[other].name, "direction": self.words[other].direction,
             "href": up + self._in(name, other, audience)}
            for other in self.words
        ]
        return {
            "w": w, "up": up, "here": up + self.root(code), "home": up + self.path("index", code, audience),
            "current": name, "languages": others, "notice": one.notice, "voice_line": one.voice,
            "version": one.version, "linked": None,
            "share": {
                "type": "website", "title": one.heading, "image": self.address(picture, up),
                "url": f"{self.url}/{here}" if self.url else "",
                "others": [{"code": o, "url": f"{self.url}/{self._in(name, o, audience)}"} for o in self.words],
            },
        }

    def _in(self, name: str, code: str, audience: str) -> str:
        """The same page in another language, or that language's home where there is none."""
        there = self.audiences(code, "" if name in ("index", "clinics") else name)
        if not there:
            return self.path("index", code)
        chosen = audience if audience in there else there[0]
        return self.path(name, code, "" if name == "clinics" else chosen)

    def _choices(self, name: str, film: str, code: str, audience: str, up: str) -> list[dict[str, Any]]:
        return [
            {"audience": other, "current": other == audience, "href": up + self.path(name, code, other),
             "minutes": max(1, round(self.shown[film, code, other].one.seconds / 60))}
            for other in self.audiences(code, film)
        ]

    def _film(self, name: str, code: str, audience: str, up: str) -> dict[str, Any]:
        shown = self.shown[name, code, audience]
        return views.film(
            shown.one, self.words[code], up, shown.media, shown.poster, shown.sprite, shown.stills,
            self._gone(name, code),
        )

    def _gone(self, name: str, code: str) -> str:
        """What is said of a film that is withdrawn; nothing of all others."""
        gone, w = self.withdrawn.get(name), self.words[code]
        return f"{w.fill('withdrawn', when=w.day(gone.on))} {gone.reason}" if gone else ""

    def _signs(self, code: str, audience: str) -> dict[str, Any] | None:
        shown = self.shown.get((SIGNS.clip, code, audience))
        if shown is None or not shown.signs or SIGNS.clip in self.withdrawn:
            return None
        return {
            "name": SIGNS.clip, "signs": views.signs(shown.one, SIGNS, shown.signs),
            "href": self._beside(SIGNS.clip, code, audience), "length": clock(shown.one.seconds),
        }

    def _beside(self, name: str, code: str, audience: str) -> str:
        """A page of the same language, from its folder."""
        return self.path(name, code, audience).removeprefix(self.root(code))

    # --- the pages ---------------------------------------------------------------------------------

    def home(self, code: str, audience: str) -> str:
        """The film, and every clip as a card."""
        film = self.film_name if (self.film_name, code, audience) in self.shown else self._clips(code, audience)[0]
        shown, w = self.shown[film, code, audience], self.words[code]
        common = self._common("index", code, audience, shown.one, shown.shared)
        p = self._film(film, code, audience, common["up"])
        cards = {part.title: self.shown.get((part.name, code, audience)) for part in shown.one.clips}
        for chapter, still in zip(p["chapters"], shown.stills, strict=True):
            there = cards.get(chapter["title"])
            chapter["card"] = there.card.webp[0][0] if there and there.card else still
            chapter["short"] = chapter["length"] < _SHORT * shown.one.seconds
        common["share"]["title"] = w["site"].replace("|", " ")
        common["linked"] = self._linked(shown, self.path("index", code, audience), common["up"])
        return self._fill(
            "home", **common, description=w["about"], p=p, signs=self._signs(code, audience),
            audiences=self._choices("index", film, code, audience, common["up"]),
            topics=[*self._topics(code, audience)], clip_count=len(self._clips(code, audience)),
            fact=self._fact(shown.one, code, audience),
            know={"heading": "|".join(self._halves(w["how_we_know"])),
                  "wrong": [w.fill(key, when=w.month(shown.one.review_by)) for key in (
                      "wrong_knowledge", "wrong_trial", "wrong_scale", "wrong_unknown")]},
        )

    @staticmethod
    def _halves(text: str) -> tuple[str, ...]:
        first, _, rest = text.partition(" ")
        return (first, rest) if rest else (text,)

    def _clips(self, code: str, audience: str) -> list[str]:
        return [name for name in self.bundle.names if (name, code, audience) in self.shown]

    def _topics(self, code: str, audience: str) -> Iterator[dict[str, Any]]:
        there = self._clips(code, audience)
        listed = {name for names in TOPICS.values() for name in names}
        w = self.words[code]
        groups = [(topic, *w.topic(topic), names) for topic, names in TOPICS.items()]
        groups.append(("more", w["clips"], "", tuple(name for name in there if name not in listed)))
        for topic, heading, says, names in groups:
            cards = [self._card(name, code, audience) for name in names if name in there]
            if cards:
                yield {"id": topic, "heading": heading, "says": says, "cards": cards}

    def _card(self, name: str, code: str, audience: str) -> dict[str, Any]:
        shown = self.shown[name, code, audience]
        return {"one": shown.one, "picture": shown.card, "length": clock(shown.one.seconds),
                "href": self._beside(name, code, audience)}

    def _fact(self, film: Finished, code: str, audience: str) -> dict[str, Any] | None:
        """One fact of the ledger as an example: a benefit that is counted, from the clip that counts most of them."""
        clips = [self.shown[name, code, audience].one for name in self._clips(code, audience)]
        one = max(clips, key=lambda clip: sum(f.balance is not None for f in clip.facts.values()), default=film)
        fact = next((f for f in one.facts.values() if f.balance == "benefit" and "in_100" in f.values), None)
        if fact:
            for beat in one.beats:
                if fact.id in beat.facts:
                    page = self._beside(one.name, code, audience)
                    return {
                        "count": len(film.facts), "sentence": fact.sentence, "title": one.heading,
                        "clock": clock(beat.start), "href": f"{page}#t={beat.start:.1f}",
                        "evidence": f"{page}#evidence",
                        "source": "; ".join(source.short for source in fact.sources), "where": fact.where,
                        "checked": self.words[code].day(fact.checked),
                        "review_by": self.words[code].day(fact.review_by),
                    }
        return None

    def clip(self, name: str, code: str, audience: str) -> str:
        """A clip with all that belongs to it."""
        shown = self.shown[name, code, audience]
        one = shown.one
        common = self._common(name, code, audience, one, shown.shared)
        up, page = common["up"], self.path(name, code, audience)
        p = self._film(name, code, audience, up)
        query = f"embed/{name}.html?audience={audience}&language={code}"
        p |= {"downloads": [*self._downloads(name, code, audience)],
              "handed": [*self._handed(name, code, audience)], "embed_path": up + query,
              "embed": _iframe(f"{self.url or SOMEWHERE}/{query}", one)}
        names = self._clips(code, audience)
        around = [self._neighbor(names, names.index(name) + step, code, audience) for step in (-1, 1)]
        common["share"]["type"] = "video.other"
        common["linked"] = self._linked(shown, page, up, query)
        return self._fill(
            "clip", **common, description=one.summary, p=p, before=around[0], after=around[1],
            audiences=self._choices(name, name, code, audience, up), signs=self._signs(code, audience),
        )

    def _linked(self, shown: Shown, page: str, up: str, embed: str = "") -> dict[str, Any] | None:
        """What search engines are told of a film, unless it is withdrawn."""
        if shown.one.name in self.withdrawn:
            return None
        return linked_data(
            shown.one, self.address(page, up), self.address(shown.media["mp4"], up),
            self.address(shown.poster.jpeg, up), self.address(embed, up) if embed else "",
        )

    def _neighbor(self, names: list[str], place: int, code: str, audience: str) -> dict[str, str] | None:
        if not 0 <= place < len(names):
            return None
        title = self.shown[names[place], code, audience].one.heading
        return {"title": title, "href": self._beside(names[place], code, audience)}

    def _downloads(self, name: str, code: str, audience: str) -> Iterator[dict[str, str]]:
        w = self.words[code]
        keys = {"landscape": "video", "portrait": "video_portrait", "square": "video_square"}
        shapes = self.bundle.shapes(name, code, audience)
        for one in shapes:
            size = f"{one.pixels[0]} × {one.pixels[1]}"
            yield {"name": w.fill(keys[one.shape], size=size), "href": media_of(one)["mp4"],
                   "what": f"MP4, {views.size_of(one.movie.size)}"}
        media = media_of(shapes[0])
        for suffix, key, what in views.DOWNLOADS:
            if suffix in media:
                yield {"name": w[key], "href": media[suffix], "what": what}

    def _handed(self, name: str, code: str, audience: str) -> Iterator[dict[str, str]]:
        """Files to teach with."""
        for one in self.handed:
            if (one.name, one.language, one.audience) == (name, code, audience):
                yield {"name": self.words[code][one.kind.word], "href": one.path,
                       "what": f"{one.kind.what}, {views.size_of(one.file.size)}"}

    def embed(self, name: str) -> str:
        """A player for other people's pages; which language and audience stands in its address."""
        keys = [key for key in self.shown if key[0] == name]
        keys.sort(key=lambda key: ([*self.words].index(key[1]), AUDIENCES.index(key[2])))
        code, audience = keys[0][1:]
        w = self.words[code]
        return self._fill(
            "embed", w=w, up="../", p=self._film(name, code, audience, "../"),
            page_href=self.path(name, code, audience), description=self.shown[keys[0]].one.summary,
            others=[self._other(*key) for key in keys],
        )

    def _other(self, name: str, code: str, audience: str) -> dict[str, Any]:
        shown, w = self.shown[name, code, audience], self.words[code]
        says = ("step_back", "step_on", "captions_toggle", "words_page", "fullscreen", "seek")
        return {
            **views.player_data(shown.one, w, "../", shown.sprite),
            "movie": f"../{shown.media['mp4']}", "poster": f"../{shown.poster.webp[-1][0]}",
            "page": f"../{self.path(name, code, audience)}", "labels": {key: w[key] for key in says},
        }

    def clinics(self, code: str) -> str:
        """Which file for which screen, all checksums, and how a film is withdrawn."""
        w, first = self.words[code], self.audiences(code)[0]
        name = next(n for n, c, a in self.shown if c == code)
        shown = self.shown.get((self.film_name, code, first)) or self.shown[name, code, self.audiences(code, name)[0]]
        common = self._common("clinics", code, first, shown.one, shown.shared)
        mine = {path: file for path, file in self.files().items()
                if path.startswith((f"media/{code}/", f"loops/{code}/", KIOSK))}
        return self._fill(
            "clinics", **common, description=w["clinics_say"], screens=[*self._screens(code, first, common["up"])],
            files=[{"name": path.removeprefix("media/"), "href": path, "size": views.size_of(file.size),
                    "sha256": file.sha256, "shows": self._shows(path)} for path, file in sorted(mine.items())],
            withdrawn=[f"{name}: {self._gone(name, code)}" for name in self.withdrawn],
        )

    def _screens(self, code: str, audience: str, up: str) -> Iterator[dict[str, Any]]:
        w = self.words[code]
        index = up + self.path("index", code, audience)
        home = {"href": f"{index}#clips", "text": w["all_clips"], "figures": "", "shows": ()}
        yield {"name": w["screen_web"], "says": w["screen_web_says"], "groups": [{"links": [home]}]}
        for key, shape in (("slides", "landscape"), ("wide", "landscape"), ("tall", "portrait"), ("square", "square")):
            asked = (code, audience, shape)
            found = [one for one in self.offered if (one.language, one.audience, one.shape) == asked]
            films = [one for one in found if one.kind == "film"] or found
            links = [views.offered(up + media_of(one)["mp4"], one.heading, one.movie.size, [one.name], one.seconds)
                     for one in films]
            yield {"name": w[f"screen_{key}"], "says": w[f"screen_{key}_says"], "groups": [{"links": links}],
                   "command": f"render.py film --with-clips --shape {shape}"}
        yield {"name": w["screen_loop"], "says": w["screen_loop_says"], "groups": [*self._loops(code, up)],
               "command": "render.py loops && render.py site --loops out"}
        kiosk = self.for_screens.kiosk
        packed = [views.offered(up + KIOSK, w["kiosk_zip"], kiosk.size, self._shows(KIOSK))] if kiosk else []
        yield {"name": w["screen_touch"], "says": w["screen_touch_says"], "groups": [{"links": packed}],
               "command": "render.py kiosk && render.py site --kiosk out/kiosk"}

    def _shows(self, path: str) -> list[str]:
        """The films that a file shows: a kiosk all of them, a loop its clips, any other that by which it is called."""
        loop = next((one for one in self.for_screens.loops if one.path == path), None)
        if loop:
            return sorted(loop.loop.clips)
        return sorted({one.name for one in self.offered if path in (KIOSK, *media_of(one).values())})

    def _loops(self, code: str, up: str) -> Iterator[dict[str, Any]]:
        """Loops by language, audience and shape: those in the page's own language first."""
        w, groups = self.words[code], dict[tuple[str, str, str, int], list[ScreenLoop]]()
        for one in sorted(self.for_screens.loops, key=lambda one: one.language != code):
            groups.setdefault((one.language, one.audience, one.shape, one.turned), []).append(one)
        for (language, audience, shape, turned), loops in groups.items():
            titles = {one.name: one.heading for one in self.bundle.all if (one.language, one.audience) == (
                language, audience)} | {ALL: self.words[language]["loop_all"]}
            says = w[f"shape_{shape}"] + (f" · {w.fill('loop_turned', n=turned)}" if turned else "")
            yield {
                "language": self.words[language], "says": f"{w[f'{audience}_short']} · {says}",
                "size": views.size_of(sum(one.loop.movie.size for one in loops)),
                "links": [views.offered(up + one.path, titles.get(one.loop.name, one.loop.title), one.loop.movie.size,
                                        one.loop.clips, one.loop.seconds) for one in loops],
            }

    def _fill(self, template: str, **values: Any) -> str:
        return self.environment.get_template(f"web/{template}.html").render(**values)


def _iframe(address: str, one: Finished) -> str:
    """Code to embed a clip: 640 by 360 for the picture, 40 for what stands below it."""
    title = one.heading.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    address = address.replace("&", "&amp;")
    return (f'<iframe src="{address}" width="640" height="400" title="{title}" allow="fullscreen" '
            'loading="lazy"></iframe>')
