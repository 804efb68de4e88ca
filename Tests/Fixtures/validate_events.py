#!/usr/bin/env python3
"""Holds events, one line of JSON each on standard input, against a JSON Schema.

Usage: validate_events.py SCHEMA. Prints `LINE: PLACE: MESSAGE` for each fault, and ends with 1
where there is one. The implementation is the package `jsonschema`.
"""

import json
import sys

from jsonschema import Draft202012Validator


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = [
        f"{number}: {'.'.join(map(str, fault.absolute_path))}: {fault.message}"
        for number, line in enumerate(sys.stdin, 1)
        for fault in validator.iter_errors(json.loads(line))
    ]
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
