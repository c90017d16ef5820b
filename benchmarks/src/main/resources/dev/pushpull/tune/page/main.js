/* Theme, and all that is drawn. */
"use strict";
(() => {
  pp.pickTheme(document.getElementById("theme"));
  pp.choices(document.getElementById("choices"));
  pp.tradeoff(document.getElementById("tradeoff"));
  if (pp.advice.trace) {
    pp.when(document.getElementById("when"));
    pp.twin(document.getElementById("twin"));
  }
  document.documentElement.dataset.drawn = "true";
})();
