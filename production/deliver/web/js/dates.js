// Facts grow old, and films are withdrawn: pages that stand on servers already must say so themselves.
const DAY = 86400000;

const daysLeft = (day) => (Date.parse(`${day}T00:00:00Z`) - Date.now()) / DAY;

const showDates = (section, film) => {
  const bar = find("past", section);
  const left = daysLeft(film.reviewBy);
  const when = {when: film.reviewDay};
  if (left < 0) {
    bar.textContent = fill(film.says.past, when);
    bar.hidden = false;
  }
  findAll("seal").forEach((seal) => {
    const days = daysLeft(seal.dataset.reviewBy);
    seal.classList.toggle("due", days < 30);
    if (days < 0) seal.classList.add("over");
    if (days >= 0 && days < 30) find("seal-says", seal).textContent = fill(film.says.due_soon, when);
  });
};

// Where films are offered for download, those that are withdrawn are offered no more.
const takeDownWithdrawn = () => findAll("shows").forEach((link) => {
  if (link.dataset.shows.split(" ").some((name) => name in (window.filmsWithdrawn || {}))) (link.closest("tr") || link).remove();
});

// True if the film is withdrawn: then it is taken out of the page, and the reason stands in its place.
const takeOutIfWithdrawn = (section, film) => {
  const gone = (window.filmsWithdrawn || {})[section.dataset.name];
  if (!gone) return false;
  const says = document.createElement("p");
  says.className = "gone";
  const day = new Date(`${gone.on}T12:00:00Z`);
  says.textContent = `${fill(film.says.withdrawn, {when: day.toLocaleDateString(film.language, {dateStyle: "long"})})} ${gone.reason}`;
  const video = section.querySelector("video");
  video.removeAttribute("src");
  section.querySelectorAll("source").forEach((source) => source.remove());
  video.load();
  find("player", section).replaceChildren(says);
  document.querySelectorAll("a[download], [data-strip], .transcript").forEach((part) => part.remove());
  return true;
};
