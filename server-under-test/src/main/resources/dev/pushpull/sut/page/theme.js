/* Light or dark, before anything is painted. */
"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => new URLSearchParams(location.hash.slice(1)).get("theme") ?? "system";
  const apply = () => {
    const theme = chosen();
    document.documentElement.dataset.theme = theme === "light" || theme === "dark" ? theme : dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", apply);
  addEventListener("hashchange", apply);
  document.addEventListener("settings", apply);
  apply();
})();
