// The embedded player: language, audience and start stand in its address.
const chooseTake = (section) => {
  const films = told("other-films");
  const asked = new URLSearchParams(location.search);
  const language = films.some((film) => film.language === asked.get("language")) ? asked.get("language") : films[0].language;
  const same = films.filter((film) => film.language === language);
  const film = same.find((one) => one.audience === asked.get("audience")) || same[0];
  const video = section.querySelector("video");
  document.documentElement.lang = film.language;
  document.documentElement.dir = film.direction;
  document.title = film.heading;
  find("heading", section).textContent = film.heading;
  find("words-page", section).href = film.page;
  findAll("says", section).forEach((label) => { label.textContent = film.labels[label.dataset.says] || film.says[label.dataset.says]; });
  find("range", section).setAttribute("aria-label", film.labels.seek);
  video.setAttribute("aria-label", film.heading);
  if (video.getAttribute("poster") !== film.poster) {
    video.poster = film.poster;
    video.querySelector("source").src = film.movie;
    video.load();
  }
  return film;
};
