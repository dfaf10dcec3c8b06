"""The report in a browser, opened from disk: run with ``-m browser``.

It needs Chromium with its driver (Debian's ``chromium`` and ``chromium-driver``) and the package
``selenium``; where one of them is missing these tests fail.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.measure.run import several
from tests.report.html.records import SPECS, everything, lemmas, shipped
from tests.report.html.widths import gated, many, tiled
from verif.report.html import measurement_page
from verif.report.html.folder import write
from verif.report.html.site import pages
from verif.results.record import RunRecord
from verif.results.summary import summarise
from verif.run.check import Options, check

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WIDTHS = (400, 1400)

CONTRAST = """
const parse = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = parse(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
};
const found = [];
for (const element of document.querySelectorAll("body *:not(script):not(svg):not(svg *)")) {
  const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || !element.checkVisibility()) continue;
  const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) found.push(`${element.className} ${element.textContent.trim()}: ${ratio}`);
}
return found;
"""


class Browser:
    """Chromium without a window."""

    def __init__(self, driver: Any, site: Path) -> None:
        self.driver = driver
        self.site = site

    def open(self, path: str, width: int = 1400, height: int = 900) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get((self.site / path).as_uri())

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def shown(self, selector: str) -> list[Any]:
        return [e for e in self.all(selector) if e.is_displayed()]

    def media(self, **features: str) -> None:
        """Emulate a medium (``media="print"``) or a preference (``scheme="dark"``)."""
        chosen = {
            "features": [{"name": "prefers-color-scheme", "value": features.get("scheme", "")}]
        }
        command = {"media": features.get("media", ""), **chosen}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", command)

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def wide(self) -> bool:
        """Whether the page is wider than the window."""
        root = "document.documentElement"
        return bool(self.run(f"return {root}.scrollWidth > {root}.clientWidth"))


def record() -> RunRecord:
    """Every verdict, kernels, lemmas, and the refuted claims of some shipped specs."""
    files = [SPECS / "operators" / "lmul.arith", SPECS / "operators" / "two_sum.arith"]
    found = check([*files, SPECS / "claims" / "facts.arith"], Options(jobs=2))
    base = everything()
    properties = (*base.properties, *lemmas().properties, *found.properties)
    return replace(
        base,
        properties=properties,
        formats=(*base.formats, *found.formats),
        summary=summarise(properties, base.kernels, base.problems, True),
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "report"
    write(folder, pages(record(), shipped(), [gated(), tiled(), many()]))
    write(folder / "measured", measurement_page.pages(several(["exp", "drops"], "exp")))
    return folder


@pytest.fixture(scope="module")
def started(site: Path) -> Iterator[Browser]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.fail("no chromium or chromedriver: apt-get install chromium chromium-driver")
    try:
        from selenium.webdriver import Chrome
        from selenium.webdriver.chrome.options import Options as ChromeOptions
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        pytest.fail("no selenium: pip install selenium")
    options = ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = Chrome(options=options, service=Service(driver))
    found.set_page_load_timeout(120)
    yield Browser(found, site)
    found.quit()


@pytest.fixture
def browser(started: Browser) -> Iterator[Browser]:
    started.media()
    started.errors()
    yield started
    started.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def of_each_kind(site: Path) -> list[str]:
    """The pages that are alone of their kind, and those of properties, kernels and formats."""
    paths = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    some = ("adds_exactly", "in_order", "wide-", "sums_of_squares", "error_proved", "lmul_is_its")
    named = [p for p in paths if any(name in p for name in some)]
    formats = [f"formats/{name}.html" for name in ("E4M3", "F64", "HiF8", "posit16_2", "NF4")]
    alone = ["index.html", "accumulators.html", "formats.html", "run.html", "measured/index.html"]
    layers = paths_of(site, "accumulators")
    return [*alone, *layers, *named, *formats, *paths_of(site, "kernels")]


def paths_of(site: Path, folder: str) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in (site / folder).iterdir())


def test_filters(browser: Browser) -> None:
    browser.open("index.html")
    rows, count = "#list tr[data-v]", browser.one("#f-count")
    total = len(browser.all(rows))
    assert count.text == f"{total} of {total}"
    box = browser.one("[name=verdict][value=proved]")
    box.click()
    left = browser.shown(rows)
    assert 0 < len(left) < total
    assert count.text == f"{len(left)} of {total}"
    assert {row.get_attribute("data-v") for row in left} == {
        row.get_attribute("data-v") for row in browser.all(rows)
    } - {"proved"}
    browser.one("#f-text").send_keys("ADDS exactly")
    assert [row.find_element("css selector", "a").text for row in browser.shown(rows)] == [
        "adds_exactly"
    ]
    assert len(browser.shown("#list tr.file")) == 1
    browser.driver.refresh()
    assert browser.one("#f-count").text == f"1 of {total}"
    assert not browser.one("[name=verdict][value=proved]").is_selected()
    browser.one("#f-text").clear()
    browser.one("#f-text").send_keys("no such name")
    assert browser.one("#f-none").is_displayed()
    assert browser.errors() == []


def test_files_and_what_is_not_as_expected(browser: Browser) -> None:
    browser.open("index.html")
    options = browser.all("#f-file option")
    chosen = next(o for o in options if o.text.endswith("lmul.arith"))
    chosen.click()
    assert len(browser.shown("#list tr.file")) == 1
    options[0].click()
    browser.one("#f-wrong").click()
    kinds = {row.get_attribute("data-k") for row in browser.shown("#list tr[data-v]")}
    assert kinds == {"wrong", "open", "error"}
    assert browser.errors() == []


def test_sorting(browser: Browser) -> None:
    browser.open("index.html")

    def column(number: int) -> list[str]:
        cells = f"document.querySelectorAll('#list tr[data-v] > :nth-child({number})')"
        found = browser.run(f"return [...{cells}].map((c) => c.innerText)")
        return [text.split("\n")[0] for text in found]

    before = column(2)
    button = browser.all("#list thead button")[2]
    button.click()
    assert [int(x) for x in column(3)] == sorted(int(x) for x in column(3))
    assert browser.shown("#list tr.file") == []
    button.click()
    lines = [int(x) for x in column(3)]
    assert lines == sorted(lines, reverse=True)
    button.click()
    assert column(2) == before
    assert browser.shown("#list tr.file")
    assert browser.errors() == []


def test_a_walk_from_the_list_through_lemmas_to_a_format(browser: Browser) -> None:
    browser.open("index.html")
    browser.driver.find_element("link text", "both_squares").click()
    assert browser.one("h1").text == "both_squares"
    for name in ("sums_of_squares", "adds_up"):
        nodes = browser.all("svg.graph a")
        next(n for n in nodes if n.text.startswith(name)).click()
        assert browser.one("h1").text == name
    browser.driver.find_element("link text", "Summary").click()
    browser.driver.find_element("link text", "in_order").click()
    browser.one(".chips a").click()
    assert browser.one("h1").text == "E2M1"
    assert len(browser.all(".halves tbody tr")) == 16
    browser.driver.find_element("link text", "Formats").click()
    assert browser.one("h1").text == "Formats"
    assert browser.errors() == []


def test_a_walk_to_a_layer_that_does_not_fit(browser: Browser) -> None:
    browser.open("index.html")
    browser.driver.find_element("link text", "Accumulators").click()
    assert browser.one("h1").text == "Accumulators"
    heads = browser.all("table.widths")[0].find_elements("css selector", "thead button")
    next(h for h in heads if h.text == "Least width").click()
    names = browser.all("table.widths")[0].find_elements("css selector", "tbody th a")
    assert [n.text for n in names] == ["fc2.weight", "fc1.weight"]
    names[1].click()
    assert browser.one("h1").text == "fc1.weight"
    assert browser.one(".badge").text == "✗ too narrow"
    assert "channel 0: reaches 33,660" in browser.one(".failing").text
    browser.one(".crumbs a").click()
    assert browser.one("h1").text == "Accumulators"
    assert browser.errors() == []


def test_every_channel_of_thousands_is_in_the_picture(browser: Browser) -> None:
    path = next(p for p in paths_of(browser.site, "accumulators") if "/w-" in p)
    for width in WIDTHS:
        browser.open(path, width)
        plot = browser.one(".chart .plot")
        bars = plot.find_elements("css selector", ".bars rect")
        assert len(bars) > 150
        sizes = [bar.rect for bar in bars]
        assert all(size["width"] > 1 and size["height"] >= 1 for size in sizes)
        top = min(sizes, key=lambda size: size["y"])
        assert abs(top["x"] - plot.rect["x"] - plot.rect["width"] * 777 / 4096) < 4


def test_worst_cases_of_a_measurement(browser: Browser) -> None:
    browser.open("measured/index.html")
    assert browser.one("h1").text.endswith("against exp")
    visible = "return [...arguments[0].querySelectorAll('tbody tr')].map(r => r.checkVisibility())"
    folded = next(d for d in browser.all("details") if d.get_attribute("open") is None)
    assert folded.text == "By relative error"
    assert browser.driver.execute_script(visible, folded) == [False] * 8
    folded.find_element("css selector", "summary").click()
    assert browser.driver.execute_script(visible, folded) == [True] * 8
    assert [n.text for n in browser.all("nav a")] == ["Measurement", "Record"]
    assert browser.errors() == []


def test_folded_lemmas_open_without_a_script(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.open("index.html")
    assert browser.shown("form.filters") == []
    assert all(row.is_displayed() for row in browser.all("#list tr[data-v]"))
    browser.open(next(p for p in paths_of(browser.site, "properties") if "doubles_exactly" in p))
    summary = browser.one("summary")
    assert browser.shown("details .values") == []
    summary.click()
    assert browser.shown("details .values")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page(width: int, scheme: str, browser: Browser) -> None:
    browser.media(scheme=scheme)
    for path in of_each_kind(browser.site):
        browser.open(path, width)
        assert not browser.wide(), path
        assert browser.run(CONTRAST) == [], path
        resources = browser.run(
            "return performance.getEntriesByType('resource').map((r) => r.name)"
        )
        assert resources == [], path
        assert browser.errors() == [], path


def test_the_dark_scheme_is_dark(browser: Browser) -> None:
    colours = []
    for scheme in ("light", "dark"):
        browser.media(scheme=scheme)
        browser.open("index.html")
        colours.append(browser.run("return getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(255, 255, 255)", "rgb(21, 24, 27)"]


def refuted(site: Path) -> list[str]:
    return [
        p
        for p in paths_of(site, "properties")
        if 'id="found">Counterexample<' in (site / p).read_text(encoding="utf-8")
    ]


def test_a_refuted_page_shows_what_matters_without_scrolling(browser: Browser) -> None:
    found = refuted(browser.site)
    assert len(found) > 40
    for path in found:
        browser.open(path)
        for selector in (".goal.refuted", ".found .values .datum", ".command"):
            elements = browser.all(selector)
            assert elements, (path, selector)
            for element in elements:
                place = element.rect
                assert place["y"] + place["height"] <= 900, (path, selector)
        for element in browser.all(".found .compare"):
            assert element.rect["y"] + element.rect["height"] <= 900, path


def test_print(browser: Browser) -> None:
    browser.media(media="print")
    for path in of_each_kind(browser.site)[:12]:
        browser.open(path, 720)
        assert browser.shown(".top nav") == []
        assert not browser.wide(), path
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27})
    assert len(made["data"]) > 10_000


def test_keyboard(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open("index.html")
    browser.one("body").send_keys(Keys.TAB)
    focused = browser.driver.switch_to.active_element
    assert focused.text == "Skip to the content"
    assert focused.rect["x"] >= 0
    focused.send_keys(Keys.ENTER)
    assert browser.driver.current_url.endswith("#content")


def test_nothing_moves_while_a_page_loads(browser: Browser) -> None:
    shift = """
      const done = arguments[0];
      const watch = new PerformanceObserver(() => {});
      watch.observe({type: "layout-shift", buffered: true});
      setTimeout(() => done(watch.takeRecords().reduce((sum, e) => sum + e.value, 0)), 300);
    """
    for path in of_each_kind(browser.site)[:6]:
        browser.open(path)
        assert browser.driver.execute_async_script(shift) < 0.001, path
