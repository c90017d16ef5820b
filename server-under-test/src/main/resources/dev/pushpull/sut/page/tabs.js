/* Tabs as the ARIA practices describe them: arrows move, one panel at a time; only the shown one is at work. */
export const tabs = (list, settings, panels) => {
  const buttons = [...list.querySelectorAll("[role=tab]")];
  let shown = null;

  const show = name => {
    if (shown === name) return;
    if (shown) panels[shown].hide();
    shown = name;
    for (const tab of buttons) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
    panels[name].show();
  };

  const move = (from, by) => {
    const to = buttons[(buttons.indexOf(from) + by + buttons.length) % buttons.length];
    to.focus();
    settings.set({ tab: to.dataset.tab });
  };
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  for (const tab of buttons) {
    tab.addEventListener("click", () => settings.set({ tab: tab.dataset.tab }));
    tab.addEventListener("keydown", event => {
      if (!(event.key in steps)) return;
      event.preventDefault();
      move(tab, steps[event.key]);
    });
  }
  // A browser has six connections to a server, for all its tabs: one that nobody looks at lets go of its own.
  document.addEventListener("visibilitychange", () => (document.hidden ? panels[shown].away?.() : panels[shown].back?.()));
  settings.on("tab", show);
  show(settings.get("tab"));
};
