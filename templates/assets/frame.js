// The frame that shows a case on another page.
Object.assign(guide.TakeAway.prototype, {
  embed(button) {
    const box = this.area.parentElement;
    box.hidden = !box.hidden;
    button.ariaExpanded = String(!box.hidden);
    this.frame();
    if (!box.hidden) this.area.select();
  },

  frame() {
    const own = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
    const { embed, title } = this.place.dataset;
    this.area.value = `<iframe src="${own(guide.published(this.widget.query(), embed))}" title="${own(title)}" width="100%" height="760" loading="lazy"></iframe>`;
  },

  async copy() {
    this.area.select();
    try {
      await navigator.clipboard.writeText(this.area.value);
      this.widget.say("Copied.");
    } catch {
      this.widget.say("Copy the selected text."); // no clipboard here
    }
  },
});
