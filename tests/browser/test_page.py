"""The page of `extractor show --html` as a person meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor import Extractor, MeetingReport, readers
from extractor.show.labels import Labels
from extractor.show.page import page as render
from tests.browser.conftest import Watch
from tests.places import SAMPLES

# What begins like a web page would be read as one.
HOSTILE = (
    "Sở Y tế tổng kết năm 2016\n"
    "<script>document.title='owned'</script>\n"
    "Sáng ngày 28/12/2016, Sở Y tế <img src=x onerror=\"document.title='owned'\"> tổ chức hội nghị tổng kết công tác "
    'năm 2016 tại "><svg onload="document.title=\'owned\'">. Các đại biểu nêu khó khăn </div></main><iframe src=//a.b> '
    "về kinh phí & nhân lực &lt;b&gt;. Giám đốc Sở yêu cầu các phòng báo cáo trước ngày 15/01/2017.\n"
)


@pytest.fixture(scope="module")
def sample(extractor: Extractor) -> tuple[MeetingReport, str]:
    plain = readers.read(SAMPLES / "reports" / "review-so-y-te-01.txt")
    return extractor.record(plain, "review-so-y-te-01", "review-so-y-te-01.txt"), plain.text


def opened(page: Page, folder: Path, report: MeetingReport, text: str | None) -> None:
    file = folder / "page.html"
    file.write_text(render(report, text, Labels("vi")), encoding="utf-8")
    page.goto(file.as_uri())


def test_a_value_leads_to_its_words_and_back(
    page: Page, watch: Watch, tmp_path: Path, sample: tuple[MeetingReport, str], keep: Callable[[Page, str], None]
) -> None:
    report, text = sample
    opened(page, tmp_path, report, text)
    last = report.conclusions[-1]
    link = page.locator("li.f-conclusions a").last
    link.click()
    chosen = "".join(page.locator("mark.f-conclusions.on").all_text_contents())
    assert chosen == last.evidence.quote
    expect(page.locator("mark.on").first).to_be_in_viewport()
    expect(page.locator("span.label:focus")).to_have_attribute("data-v", str(link.get_attribute("id"))[1:])
    keep(page, "page")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == link.get_attribute("id")
    page.locator("mark.f-event_date").click()
    expect(page.locator("a:focus")).to_contain_text("12/01/2018")
    assert watch.complaints == []
    assert watch.strangers == []


def test_the_keyboard_alone_reaches_the_words(page: Page, tmp_path: Path, sample: tuple[MeetingReport, str]) -> None:
    opened(page, tmp_path, *sample)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".record a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark.on").first).to_be_in_viewport()


def test_the_text_stands_as_it_is(page: Page, tmp_path: Path, sample: tuple[MeetingReport, str]) -> None:
    opened(page, tmp_path, *sample)
    assert page.locator(".words").text_content() == sample[1]


def test_html_in_a_report_stays_text(page: Page, watch: Watch, tmp_path: Path, extractor: Extractor) -> None:
    report = extractor.extract(HOSTILE)
    assert report.organizers
    opened(page, tmp_path, report, HOSTILE)
    assert page.title() != "owned"
    assert page.locator(".words").text_content() == HOSTILE
    assert page.locator("img, svg, iframe").count() == 0
    assert page.locator("script").count() == 1
    assert watch.complaints == []
    assert watch.strangers == []


def test_the_policy_stops_what_the_page_did_not_bring(
    page: Page, watch: Watch, tmp_path: Path, sample: tuple[MeetingReport, str]
) -> None:
    """Were the escaping to fail one day, a script of the report would still not run."""
    file = tmp_path / "page.html"
    attack = "<script>document.title='owned'</script><img src='http://192.0.2.1/x'>"
    file.write_text(render(*sample, Labels("vi")).replace("</main>", f"{attack}</main>"), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.title() != "owned"
    assert all(directive in " ".join(watch.complaints) for directive in ("script-src", "img-src"))


def test_a_narrow_screen(
    page: Page, tmp_path: Path, sample: tuple[MeetingReport, str], keep: Callable[[Page, str], None]
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, tmp_path, *sample)
    keep(page, "page-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
