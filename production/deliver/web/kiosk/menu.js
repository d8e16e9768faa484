// The menu in one language, for one audience; all texts are put in as texts.
const strong = (parts, isStrong) => parts.filter(Boolean).flatMap((text, n) => {
  const part = isStrong(n) ? document.createElement("strong") : document.createElement("span");
  part.textContent = text;
  return n ? [" ", part] : [part];
});

const copyOf = (name) => find(name).content.firstElementChild.cloneNode(true);

const makeRow = (film, choose) => {
  const item = copyOf("row");
  const row = item.firstElementChild;
  const picture = row.querySelector("img");
  if (film.picture) picture.src = film.picture;
  else picture.replaceWith(copyOf("whole"));
  row.classList.toggle("whole", film.whole);
  row.querySelector(".name").append(...(film.lead ? strong([film.lead, film.title], (n) => n) : strong([film.title], () => true)));
  row.querySelector(".length").textContent = film.length;
  pressed(row, () => choose(film));
  return {film, item, row};
};

// Groups in one column or in two, which hold about the same number of films.
const fillMenu = (menu, groups, choose) => {
  const rows = [];
  const all = groups.reduce((sum, group) => sum + group.films.length, 0);
  const columns = [document.createElement("div"), document.createElement("div")];
  groups.forEach(({heading, films}, number) => {
    const column = columns[rows.length * 2 < all ? 0 : 1];
    const group = document.createElement("div");
    const list = document.createElement("ul");
    group.dataset.group = "";
    group.style.setProperty("--films", films.length);
    if (heading) {
      const title = document.createElement("h2");
      title.textContent = heading;
      title.id = `group-${number}`;
      list.setAttribute("aria-labelledby", title.id);
      group.append(title);
    }
    for (const film of films) {
      const made = makeRow(film, choose);
      rows.push(made);
      list.append(made.item);
    }
    group.append(list);
    column.append(group);
  });
  menu.replaceChildren(...columns);
  return rows;
};

const fillChoices = (place, choices, choose) => {
  const buttons = choices.map(({name, says, lang, dir}) => {
    const button = copyOf("choice");
    const text = button.querySelector("span");
    text.textContent = says;
    if (lang) Object.assign(text, {lang, dir});
    button.dataset.name = name;
    pressed(button, () => choose(name));
    return button;
  });
  place.replaceChildren(...buttons);
};

const showChosen = (place, name) => [...place.children].forEach((button) => {
  button.setAttribute("aria-pressed", String(button.dataset.name === name));
});
