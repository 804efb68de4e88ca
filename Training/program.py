"""What the program says of rows: it alone knows how features are made and used."""
import json, subprocess


def ask(program, rows, *options):
    """The program's answer to each row, in the rows' order."""
    keys = ("lang", "text", "before", "after")
    requests = "".join(
        json.dumps({"id": number} | {key: row[key] for key in keys if row.get(key)}, ensure_ascii=False) + "\n"
        for number, row in enumerate(rows))
    answers = subprocess.run(
        [program, "detect", "--batch", *options], input=requests.encode(), stdout=subprocess.PIPE, check=True)
    by_number = {answer["id"]: answer for answer in map(json.loads, answers.stdout.splitlines())}
    return [by_number.get(number, {}) for number in range(len(rows))]
