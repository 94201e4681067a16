// Goes on from an older address to the new one, with the passage that was asked for. Without it the page's own link leads on.
(function () {
  var id = '';
  try { id = decodeURIComponent(location.hash.slice(1)); } catch (fault) { return; }
  var passage = id && document.getElementById(id);
  var moved = passage && passage.querySelector('a[data-flyttad]');
  var page = document.querySelector('main article a[data-flyttad]');
  if (moved) location.replace(moved.href);
  else if (page) location.replace(page.href.indexOf('#') < 0 ? page.href + location.hash : page.href);
})();
