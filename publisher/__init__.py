"""Floor 4: a guide rendered into a static site. It knows pages, forms and figures, and no subject."""
