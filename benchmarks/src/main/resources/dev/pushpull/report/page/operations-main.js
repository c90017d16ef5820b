/* A page of single operations alone. */
"use strict";
pp.pickTheme(document.getElementById("theme"));
pp.drawOperations(pp.data.operations);
document.documentElement.dataset.drawn = "true";
