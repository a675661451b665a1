"""The made-up trust of the demo: plain data in our own words and drawings made with Pillow, without Django."""
