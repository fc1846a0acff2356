"""The page in a real browser: links, filters, themes, print; and what axe-core says of it. Skipped where there is none."""

import os
import shutil
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from privlint.engine.config import Config
from privlint.engine.discovery import PolicyFile
from privlint.engine.grouping import Grouping, Task
from privlint.engine.results import Order
from privlint.engine.workshop import Workshop
from privlint.reporting.report.html import report_html
from privlint.workflow.dossier import read_dossier
from tests.cli.test_report import HOSTILE, POLICY

ROOT = Path(__file__).parents[3]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
AXE = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TABLE = """\
# Cookies and privacy policy of Larkfield

| Cookie | Purpose | Kept | Who receives the data |
|---|---|---|---|
| sid | keeps you signed in | until you sign out | our hosting provider Brightwater |
| _ga_longestnameofacookie | tests two versions of a page with your data | 30 days | our analytics provider |
"""
WIDE, NARROW = (1440, 1000), (390, 844)

selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="there is no chromium with a chromedriver here")


class Browser:
    """A driver, and the pages that it can open by name."""

    def __init__(self, driver: Any, pages: Path) -> None:
        self.driver = driver
        self.pages = pages

    def open(self, name: str, size: tuple[int, int] = WIDE, scheme: str = "light") -> None:
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        media = {"media": "", "features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        self.driver.get((self.pages / f"{name}.html").as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def shown(self, selector: str) -> list[Any]:
        return [element for element in self.all(selector) if element.is_displayed()]

    def press(self, selector: str) -> None:
        self.all(selector)[0].send_keys("\n")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    bad = (ROOT / "examples" / "bad-policy.md").read_text("utf-8")
    for name, text in {"plain": POLICY, "hostile": HOSTILE, "bad": bad, "table": TABLE}.items():
        file = PolicyFile(f"{name}.md", content=text.encode())
        dossier = read_dossier(Grouping((Task(file.path, (file,), Config()),)), (), Workshop(Order(date(2026, 11, 22))))
        (folder / f"{name}.html").write_text(report_html(dossier), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = selenium.ChromeOptions()
    options.binary_location = BROWSER
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(switch)
    from selenium.webdriver.chrome.service import Service

    driver = selenium.Chrome(options=options, service=Service(DRIVER, env=dict(os.environ)))
    driver.set_script_timeout(300)  # axe-core takes its time on a busy machine
    yield Browser(driver, pages)
    driver.quit()


def test_nothing_is_asked_of_the_network_and_nothing_is_refused(browser: Browser) -> None:
    for name in ("plain", "bad", "hostile"):
        browser.open(name)
        assert browser.run("return performance.getEntriesByType('resource').length") == 0
        assert browser.driver.get_log("browser") == []


def test_markup_of_a_policy_is_shown_as_text(browser: Browser) -> None:
    browser.open("hostile")
    assert browser.run("return document.querySelectorAll('script, img, iframe, svg').length") == 0
    assert "<script>alert(6)</script>" in browser.run("return document.body.innerText")
    assert browser.driver.title == "Privacy policy report: hostile.md"


def test_evidence_leads_into_the_text_and_back(browser: Browser) -> None:
    browser.open("bad")
    quote = browser.all(".clash .quote")[0]
    words = quote.find_element("css selector", "q").text
    quote.click()
    target = browser.all("mark:target")[0]
    assert target.text == words.strip("“”")
    assert browser.run(
        "const r = arguments[0].getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight", target
    )
    back = target.find_element("xpath", "ancestor::p//span[@class='cited']/a[contains(., 'CON101')]")
    browser.run("arguments[0].click()", back)
    assert browser.all(".row:target")[0].text.startswith("Sharing contradiction")


def test_a_filter_shows_one_verdict_without_script(browser: Browser) -> None:
    browser.open("bad")
    every = len(browser.shown(".disclosures .row"))
    assert every == 30
    browser.all(".f-missing")[0].click()
    shown = browser.shown(".disclosures .row")
    assert 0 < len(shown) < every
    assert all(row.find_element("class name", "status").text == "missing" for row in shown)
    assert len(shown) == len(browser.all(".disclosures .v-missing"))
    assert all(article.find_elements("class name", "v-missing") for article in browser.shown(".article"))
    browser.run("location.hash = arguments[0]", browser.all(".v-present")[0].get_attribute("id"))
    assert len(browser.shown(".disclosures .v-present")) == 1
    browser.all(".f-all")[0].click()
    assert len(browser.shown(".disclosures .row")) == every


def test_a_filter_obeys_the_keyboard(browser: Browser) -> None:
    browser.open("bad")
    browser.all(".f-all")[0].send_keys("\ue014")  # arrow to the right
    assert len(browser.shown(".disclosures .row")) == len(browser.all(".disclosures .v-present"))


def test_the_first_key_leads_past_the_head(browser: Browser) -> None:
    browser.open("plain")
    browser.driver.switch_to.active_element.send_keys("\ue004")  # tab
    assert browser.driver.switch_to.active_element.text == "Skip to the report"


@pytest.mark.parametrize("name", ["plain", "bad", "hostile", "table"])
def test_a_telephone_needs_no_scrolling_aside(browser: Browser, name: str) -> None:
    browser.open(name, NARROW)
    assert browser.run("return document.documentElement.scrollWidth") <= NARROW[0]


def test_the_text_stands_beside_the_verdicts_where_there_is_room(browser: Browser) -> None:
    def beside() -> bool:
        script = "return document.querySelector(arguments[0]).getBoundingClientRect()"
        found, text = (browser.run(script, selector) for selector in (".findings", ".text"))
        return bool(text["left"] >= found["right"] and text["top"] <= found["top"] + 1)

    browser.open("bad")
    assert beside()
    browser.open("bad", NARROW)
    assert not beside()


def test_dark_is_dark_and_paper_is_light(browser: Browser) -> None:
    def paper() -> Any:
        return browser.run("return getComputedStyle(document.body).backgroundColor")

    browser.open("plain", scheme="dark")
    assert paper() == "rgb(19, 22, 27)"
    media = {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    assert paper() == "rgb(255, 255, 255)"


def test_paper_has_every_verdict_and_the_whole_text(browser: Browser) -> None:
    browser.open("bad")
    browser.all(".f-missing")[0].click()
    media = {"media": "print", "features": []}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    assert len(browser.shown(".disclosures .row")) == 30
    assert browser.run("const t = document.querySelector('.text'); return t.scrollHeight <= t.clientHeight + 1")
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert b64decode(made["data"]).count(b"/Type /Page\n") > 5


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: npm install --prefix .venv/axe axe-core")
@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light")], ids=["wide", "dark", "narrow"]
)
@pytest.mark.parametrize("name", ["bad", "hostile"])
def test_axe_has_nothing_serious_to_say(browser: Browser, name: str, size: tuple[int, int], scheme: str) -> None:
    browser.open(name, size, scheme)
    browser.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found = browser.driver.execute_async_script("axe.run().then(arguments[0])")
    assert len(found["passes"]) > 15
    told = [
        f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:200]}: {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
    ]
    assert not [line for line in told if line.startswith(("serious", "critical"))], "\n".join(told)
