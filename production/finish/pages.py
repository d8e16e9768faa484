"""Pages to read and to print, made from templates that stand beside the code that fills them."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def page(package: str, template: str, **values: object) -> str:
    """Fill the template of a package, such as ``production.finish``; what is filled in is never markup."""
    environment = Environment(
        loader=PackageLoader(package, "", encoding="utf-8-sig"), autoescape=select_autoescape(),
        undefined=StrictUndefined,
    )
    return environment.get_template(template).render(**values)
