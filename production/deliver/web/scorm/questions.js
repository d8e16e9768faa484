// The questions: an answer is checked when its reader says so, tells why, and may be changed.
const addQuestions = (record, onAnswer) => {
  const forms = findAll("question");
  const show = (form, given) => {
    findAll("why", form).forEach((why) => {
      why.hidden = why.dataset.why !== given;
      why.classList.toggle("right", given === form.dataset.right);
    });
    find("more", form).hidden = false;
  };
  forms.forEach((form, n) => {
    const button = form.querySelector("[type=submit]");
    if (record.answers[n] !== "-") {
      form.querySelector(`[value="${record.answers[n]}"]`).checked = true;
      show(form, record.answers[n]);
    }
    form.addEventListener("change", () => { button.disabled = false; });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = form.querySelector(":checked");
      if (!chosen) return;
      record.answers[n] = chosen.value;
      show(form, chosen.value);
      onAnswer(form, chosen.value);
    });
  });
  return {
    count: forms.length,
    right: () => forms.filter((form, n) => record.answers[n] === form.dataset.right).length,
  };
};
