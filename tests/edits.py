"""Edits of content: what is replaced stands there once, so that a test cannot pass since nothing was edited."""


def edit(content, name, edits):
    """Edit a file of a folder of content. edits: text that stands there once -> what takes its place."""
    path = content / name
    text = path.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
