/* Theme, and all that is drawn. */
"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let theme = "system";
  const apply = () => { document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme; };
  dark.addEventListener("change", apply);
  apply();
  document.getElementById("theme").append(pp.segments("Colours", [["system", "as the system"], ["light", "light"], ["dark", "dark"]], theme, value => { theme = value; apply(); }));
  pp.choices(document.getElementById("choices"));
  pp.tradeoff(document.getElementById("tradeoff"));
  if (pp.advice.trace) {
    pp.when(document.getElementById("when"));
    pp.twin(document.getElementById("twin"));
  }
  document.documentElement.dataset.drawn = "true";
})();
