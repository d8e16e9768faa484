"""What a page tells search engines of its film (schema.org), so that they can say how old its facts are."""

from __future__ import annotations

from typing import Any

from production.deliver.finished import Finished
from scenes.script.language.words import joined
from scenes.script.script import END_CARD

_AUDIENCES = {"patient": "Patient", "student": "MedicalAudience"}


def linked_data(one: Finished, page: str, movie: str, picture: str, embed: str = "") -> dict[str, Any]:
    """A medical page with its video; addresses are whole where the site's own address is known.

    Parameters
    ----------
    page, movie, picture, embed
        Addresses of the page, the MP4, the poster and the player to embed, where there is one.
    """
    parts = one.clips if one.kind == "film" else ()
    stretches = [(part.title, part.start) for part in parts] or [(b.title, b.start) for b in one.beats]
    ends = [start for _, start in stretches[1:]] + [one.seconds]
    video: dict[str, Any] = {
        "@type": "VideoObject",
        "name": one.heading,
        "description": one.summary,
        "thumbnailUrl": [picture],
        "uploadDate": one.checked.isoformat(),
        "duration": f"PT{round(one.seconds)}S",
        "contentUrl": movie,
        "encodingFormat": "video/mp4",
        "inLanguage": one.language,
        "accessibilityFeature": ["captions", "transcript"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "transcript": joined(beat.said for beat in one.beats if beat.name != END_CARD),
        "hasPart": [
            {"@type": "Clip", "name": name, "startOffset": round(start, 2), "endOffset": round(end, 2),
             "url": f"{page}#t={start:.1f}"}
            for (name, start), end in zip(stretches, ends, strict=True)
        ],
    }
    if embed:
        video["embedUrl"] = embed
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": one.heading,
        "url": page,
        "inLanguage": one.language,
        "lastReviewed": one.checked.isoformat(),
        "expires": one.review_by.isoformat(),
        "audience": {"@type": _AUDIENCES.get(one.audience, "MedicalAudience")},
        "about": {"@type": "Drug", "nonProprietaryName": "inotuzumab ozogamicin"},
        "isBasedOn": [{"@type": "CreativeWork", "name": source.full} for _, source in sorted(one.sources.items())],
        "video": video,
    }
