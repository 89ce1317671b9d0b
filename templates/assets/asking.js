// "Show the working" and "This figure is wrong?". What shows a working is loaded when one is first asked for.
guide.latest = new Map(); // form → [widget, answer]
guide.works = new Map(); // button of an open working → what is open

guide.latestOf = (form) => {
  const calculator = calculators[form.dataset.calculator];
  return guide.latest.get(form) ?? [{ form, calculator, query: () => "" }, guide.answer(calculator, {}, {})];
};

// The twin of publisher/report.py.
guide.report = (link, query, shown, label) => {
  const { report, subject, address, day } = link.dataset;
  const body = [address + (query && `?${query}`), "", shown, `Prices as of ${day}.`, "", "What is right, and who says so:", ""].join("\r\n");
  const told = { subject: label ? `${label} – ${subject}` : subject, body };
  link.href = report.replace(/\{(subject|body)\}/g, (_, blank) => encodeURIComponent(told[blank]));
};

guide.loaded = (form, files) => page.loaded(files, () => { form.querySelector("[data-status]").textContent = "This could not be loaded."; });

for (const button of document.querySelectorAll("[data-work]")) {
  button.disabled = false;
  button.addEventListener("click", () => guide.loaded(button.form, button.form.querySelector("[data-work-files]").dataset.workFiles).then(() => guide.work(button)));
}

guide.followers.push({
  settled(widget, answer) {
    guide.latest.set(widget.form, [widget, answer]);
    const link = widget.form.querySelector("[data-report]");
    if (link) guide.report(link, widget.query(), widget.form.querySelector("[data-sentence]").textContent);
    for (const work of guide.works.values()) if (work.form === widget.form) guide.rework(work);
  },
});
