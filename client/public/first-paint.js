// Runs before the first paint, so that a dark room does not flash white. Keys as in src/platform/appearance.ts.
(function () {
  try {
    var root = document.documentElement;
    var theme = localStorage.getItem('concord.theme');
    var size = localStorage.getItem('concord.textSize');
    var locale = localStorage.getItem('concord.locale');
    if (theme) root.dataset.theme = theme;
    if (size) root.dataset.textSize = size;
    if (locale) root.lang = locale;
  } catch (error) {
    // Storage may be blocked; the defaults are fine.
  }
})();
