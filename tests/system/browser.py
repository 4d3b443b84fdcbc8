# SPDX-License-Identifier: ISC
"""Chromium without a window, and what it did: what it asked for, said, ran."""

import json
from base64 import b64decode
from contextlib import contextmanager

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

OPTIONS = """--headless=new --no-sandbox --disable-gpu --disable-quic
--no-first-run --disable-background-networking --disable-component-update
--disable-sync --disable-dev-shm-usage --force-prefers-reduced-motion""".split()


class Browser:
    def __init__(self, folder):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for option in OPTIONS + [f"--user-data-dir={folder}"]:
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs", {
            "browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(
            service=Service("/usr/bin/chromedriver"), options=options)

    def close(self):
        self.driver.quit()

    def tell(self, command, **what):
        return self.driver.execute_cdp_cmd(command, what)

    def run(self, script, *args):
        return self.driver.execute_script(script, *args)

    def show(self, url, width=1280, scheme="light", media=""):
        """Opens a page, and forgets what was before."""
        self.driver.get("about:blank")
        self.tell("Emulation.setDeviceMetricsOverride", width=width,
                  height=900, deviceScaleFactor=1, mobile=False)
        self.tell("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": scheme}])
        self.complaints()
        self.requests()
        self.driver.get(url)

    def complaints(self):
        """What it said on its console since it was last asked."""
        return [line["message"] for line in self.driver.get_log("browser")]

    def requests(self):
        """The addresses it asked for since it was last asked."""
        events = [json.loads(line["message"])["message"]
                  for line in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events
                if event["method"] == "Network.requestWillBeSent"]

    def shown(self, selector):
        """The texts of those elements that can be seen."""
        return self.run(
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter(e => e.checkVisibility()).map(e => e.innerText)",
            selector)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def is_too_wide(self):
        """The elements that stand out of the page, if it can be moved."""
        return self.run(
            "const w = document.documentElement.clientWidth;"
            "return document.documentElement.scrollWidth <= w ? [] :"
            " ['page', ...[...document.querySelectorAll('body *')]"
            ".filter(e => e.getBoundingClientRect().right > w)"
            ".map(e => e.outerHTML.slice(0, 200))]")

    def unfold(self):
        self.run("document.querySelectorAll('details')"
                 ".forEach(e => { e.open = true })")

    def print(self):
        return b64decode(self.tell("Page.printToPDF")["data"])

    @contextmanager
    def without_script(self):
        self.tell("Emulation.setScriptExecutionDisabled", value=True)
        try:
            yield
        finally:
            self.tell("Emulation.setScriptExecutionDisabled", value=False)

    @contextmanager
    def on(self, now):
        """A browser whose clock says now."""
        made = self.tell(
            "Page.addScriptToEvaluateOnNewDocument",
            source=f"const Real = Date; Date = class extends Real {{"
                   f" constructor(...a) {{ super(...(a.length ? a :"
                   f" ['{now}'])) }} }}")
        try:
            yield
        finally:
            self.tell("Page.removeScriptToEvaluateOnNewDocument",
                      identifier=made["identifier"])

    @contextmanager
    def without_policy(self):
        """A page's policy lets no checker in either."""
        self.tell("Page.setBypassCSP", enabled=True)
        try:
            yield
        finally:
            self.tell("Page.setBypassCSP", enabled=False)
