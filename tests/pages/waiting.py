"""What pages are waited for."""

SETTLED = "() => document.querySelector('form[data-settled], form.unfit:not(.settling)')"


def settled(page):
    """The page, once all of its answer stands; a page without a calculator is whole as it comes."""
    page.wait_for_function(
        "() => !document.querySelector('form[data-calculator]') || document.querySelector('form[data-settled]')"
    )
    return page
