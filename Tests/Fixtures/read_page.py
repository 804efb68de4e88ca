"""Reads a page with code that is not ours, html5lib: what is wrong with it, and what it has."""
import json
import sys

import html5lib

parser = html5lib.HTMLParser(strict=False)
tree = parser.parse(open(sys.argv[1], encoding="utf-8").read())
elements = [element for element in tree.iter() if isinstance(element.tag, str)]
print(json.dumps({
    "errors": [str(error) for error in parser.errors],
    "text": " ".join("".join(tree.itertext()).split()),
    "tags": sorted({element.tag.split("}")[-1] for element in elements}),
    "attributes": sorted({name for element in elements for name in element.attrib}),
    "links": [value for element in elements for name, value in element.attrib.items()
              if name in ("href", "src", "background", "action")],
    "sides": [[" ".join("".join(cell.itertext()).split()) for cell in row.iter()
               if isinstance(cell.tag, str) and cell.tag.endswith("}td")]
              for division in elements if division.get("class") == "sides"
              for row in division.iter() if isinstance(row.tag, str) and row.tag.endswith("}tr")],
}))
