"""What only a real browser can tell: Debian's Chromium, driven by Playwright."""
