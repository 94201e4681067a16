"""Subscribes to every feed of the example site with two readers, newsboat and reader, over HTTP on this machine. Both must take
every entry; and when the site is built anew, and when a report is renamed, neither may find anything new. `readers.py INSYN
CONTENT SCRATCH`. The last line counts.
"""

import http.server
import pathlib
import re
import sqlite3
import subprocess
import sys
import threading
import xml.etree.ElementTree as tree

from reader import make_reader

INSYN, CONTENT, SCRATCH = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SITE = SCRATCH / "feeds-site"
RENAMED = ("forskolenamnden/2022/sociala-medier", "forskolenamnden/2022/konton-i-sociala-medier")
passed, failed = 0, 0


def check(what, is_so, told=""):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    if not is_so:
        print(f"FAILED {what}: {told}", file=sys.stderr)


def build():
    subprocess.run([INSYN, "build", CONTENT, "-o", SITE], check=True, stdout=subprocess.DEVNULL)


def rename():
    """What an editor does: the file, what links to it, and its alias."""
    before, after = RENAMED
    file = CONTENT / f"{before}.md"
    for other in CONTENT.rglob("*.md"):
        text = other.read_text()
        if before in text:
            other.write_text(text.replace(before, after))
    text = file.read_text()
    file.unlink()
    (CONTENT / f"{after}.md").write_text(text.replace("\nstatus:", f"\nalias: [/{before}/]\nstatus:", 1))


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".atom": "application/atom+xml", ".rss": "application/rss+xml", "": "application/octet-stream"}

    def __init__(self, *args):
        super().__init__(*args, directory=str(SITE))

    def log_message(self, *args):
        pass


def ids(feed):
    """The ids and titles that a feed's file holds, by the plainest means."""
    root = tree.parse(SITE / feed).getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    if feed.endswith(".atom"):
        return {one.findtext(f"{atom}id"): one.findtext(f"{atom}title") for one in root.iter(f"{atom}entry")}
    return {one.findtext("guid"): one.findtext("title") for one in root.iter("item")}


def newsboat(feeds, base):
    """Reloads all feeds; what it has of each: ids and titles, and how many are unread. Each has a store of its own: in one an
    entry is kept once, in whichever feed it was met first."""
    found, unread = {}, 0
    for number, feed in enumerate(feeds):
        home = SCRATCH / f"newsboat{number}"
        home.mkdir(exist_ok=True)
        (home / "urls").write_text(f"{base}{feed}\n")
        # Nothing is thrown away, so what was new once is seen.
        (home / "config").write_text("keep-articles-days 0\ncleanup-on-quit no\n")
        command = ["newsboat", "-u", home / "urls", "-C", home / "config", "-c", home / "cache.db", "-x", "reload"]
        subprocess.run(command, check=True, env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
        with sqlite3.connect(home / "cache.db") as store:
            rows = store.execute("select guid, title, unread from rss_item").fetchall()
            store.execute("update rss_item set unread = 0")
        found[feed] = {guid: title for guid, title, _ in rows}
        unread += sum(its for *_, its in rows)
    return found, unread


def with_reader(store, feeds, base):
    """The same with reader."""
    for feed in feeds:
        store.add_feed(base + feed, exist_ok=True)
    new = sum(result.value.new for result in store.update_feeds_iter() if result.value and not isinstance(result.value, Exception))
    found = {feed: {one.id: one.title for one in store.get_entries(feed=base + feed)} for feed in feeds}
    errors = [str(feed.last_exception.value_str) for feed in store.get_feeds(broken=True)]
    return found, new, errors


build()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}/"
feeds = sorted(str(path.relative_to(SITE)) for path in SITE.rglob("flode.*") if path.suffix in (".atom", ".rss"))
check("there are feeds of both kinds", {feed.rsplit(".", 1)[1] for feed in feeds} == {"atom", "rss"}, feeds)
store = make_reader(str(SCRATCH / "reader.sqlite"))
in_file = {feed: ids(feed) for feed in feeds}
first, unread = newsboat(feeds, base)
also, new, errors = with_reader(store, feeds, base)
check("reader takes every feed", not errors, errors)
for feed in feeds:
    check(f"newsboat has every entry of {feed}", first[feed] == in_file[feed], (first[feed], in_file[feed]))
    check(f"reader has every entry of {feed}", also[feed] == in_file[feed], (also[feed], in_file[feed]))
total = sum(map(len, in_file.values()))
check("all is new at first", unread == total == new and total > 50, (unread, total, new))

for what, change in [("a clean rebuild", None), ("a renamed report", rename)]:
    subprocess.run(["rm", "-rf", SITE], check=True)
    if change:
        change()
    build()
    now, unread = newsboat(feeds, base)
    also_now, new, errors = with_reader(store, feeds, base)
    check(f"nothing is new to newsboat after {what}", unread == 0 and now == first, unread)
    check(f"nothing is new to reader after {what}", new == 0 and not errors and also_now == also, (new, errors))
moved = (SITE / "flode.atom").read_text()
check("the renamed report's link is the new one", re.search(rf'href="[^"]*/{RENAMED[1]}/"', moved), "")
server.shutdown()
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
