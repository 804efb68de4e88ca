#!/usr/bin/env python3
"""Feeds what reads language with damaged text, and prints the input that brings it down.

    Fuzz/language.py PROGRAM [--seed 1] [--passages 20000] [--articles FILE.jsonl]...
                     [--commands detect,statements,diff,align,extract] [--findings FOLDER]
    Fuzz/language.py PROGRAM --as-they-are --articles FILE.jsonl     each article once, undamaged
    Fuzz/language.py PROGRAM --again NUMBER --commands NAME          prints and runs one passage

The passages of Fuzz/corpus/language, and the articles given besides, are cut, spliced, shuffled
and littered. A passage follows from the seed and its number alone (with the same files), so that a
finding can be had again. Each command reads JSON Lines; a process that dies, says nothing, answers
what it was not asked, or takes longer than --limit seconds for one line has failed: its lines are
halved until one is left. An article file has objects with "text", and "lang", "title", "id" where
it likes.

Exit status: 0 without a finding, 1 with one, 2 where it could not run.
"""
import argparse, collections, html, json, os, pathlib, random, re, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ("en", "de", "fr", "uk", "ru")
COMMANDS = {
    "detect": ["detect", "--batch"],
    "statements": ["detect", "--statements", "--batch"],
    "diff": ["diff", "--batch"],
    "align": ["diff", "--align", "--batch"],
    "extract": ["extract", "--batch"],
}

# ---------------------------------------------------------------- what is strewn into a text

QUOTES = list("\"'“”„‟«»‹›‘’‚‛`´") + ["''", "``", "“ ”", "«»", "\"\"", "”“"]
STOPS = list(".!?…:;,–—-‐‑‒―/\\|()[]{}<>&#*_~@%§¶•·^=+") + ["...", "?!", "--", "]]>", ", ,", ".,", "),", ":)"]
COMBINING = ["\u0301", "\u0300", "\u0308", "\u0327", "\u0306", "\u20dd", "\u0301" * 40, "\u093f", "\u0e33"]
HIDDEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u034f", "\ufe0f", "\U000e0041"]
BIDI = ["\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2069"]
BLANKS = ["\n", "\n\n", "\r\n", "\r", "\t", "\v", "\f", "\u0085", "\u00a0", "\u2003", "\u2028", "\u2029", "\u202f", "\u3000", "  "]
CONTROLS = ["\x00", "\x01", "\x1b[31m", "\x7f", "\x9b", "\ufffd", "\ufffe", "\uffff"]
ODD = ["😀", "👨‍👩‍👧‍👦", "🇺🇦", "İ", "ı", "ſ", "ß", "ﬁ", "Ǆ", "Σς", "中文", "العربية", "ไทย", "한글", "𝔘𝔫𝔦", "½", "①", "Ⅻ", "٣"]
NUMBERS = [
    "0", "-1", "00", "3,5", "1.000.000,00", "1 000 000", "99999999999999999999999999", "9223372036854775807",
    "9223372036854775808", "-9223372036854775809", "1e999", "0x7f", "12:60", "25:61:61", "32.13.99999", "31 February 2024",
    "2024-13-45T99:99:99Z", "29.02.2023", "$1.5bn", "€-0", "100 %", "№ 5", "1st", "19-20", "1/0", "+49 30 1", "IV.",
]
WORDS = {
    "en": "said says told asked whether that according to he she they the ministry a spokesman declined to comment did not "
    "respond and warned but which who added has had been was were will not immediately request for Reuters on Monday "
    "Mr. Dr. U.S. St. No. p.m. statement claim of by to say saying as if when while because than is are wrote replied",
    "de": "sagte sagt teilte mit erklärte ob dass laut zufolge er sie es das Ministerium ein Sprecher wollte sich nicht äußern "
    "Anfrage der dpa und aber die am Montag hieß es habe sei werde worden z. B. Dr. Nr. bzw. nach Angaben von an auf aus "
    "ließ unbeantwortet bat um Stellungnahme so wie als wenn zu antwortete mitgeteilt",
    "fr": "a dit déclaré affirmé selon que qu' il elle le ministère un porte-parole n'a pas souhaité répondre contacté par "
    "l'AFP et mais lundi indique t-il assure-t-elle d'après M. Mme no. cf. dont qui où avait été sera sollicité interrogé "
    "à ce sujet explique pour de la des au aux en expliquant",
    "uk": "сказав заявила повідомили що чи за словами він вона міністерство речник не відповів на запит та але у понеділок "
    "згідно з йдеться в заяві було буде м. р. ім. тис. грн які запитання відмовився коментувати із до від додав пише",
    "ru": "сказал заявила сообщили что ли по словам он она министерство представитель не ответил на запрос и но в понедельник "
    "согласно говорится в заявлении был будет г. ул. им. тыс. руб. которые отказался комментировать из до от добавил пишет",
}
WORDS = {language: words.split() for language, words in WORDS.items()}


def litter(draw, language):
    """A bit of what does not belong there."""
    kind = draw.randrange(10)
    if kind == 0:
        return draw.choice(WORDS[language])
    if kind == 1:
        return draw.choice(WORDS[draw.choice(LANGUAGES)])
    return draw.choice((QUOTES, STOPS, COMBINING, HIDDEN, BIDI, BLANKS, CONTROLS, ODD, NUMBERS, QUOTES)[kind])


# ---------------------------------------------------------------- what is done to a text


def cut(text, draw, passages, language):
    start = draw.randrange(len(text) + 1)
    return text[start : draw.randrange(start, len(text) + 1)]


def cut_words(text, draw, passages, language):
    words = text.split(" ")
    start = draw.randrange(len(words))
    del words[start : start + draw.randint(1, 4)]
    return " ".join(words)


def splice(text, draw, passages, language):
    other = draw.choice(passages)[1]
    at, then = draw.randrange(len(text) + 1), draw.randrange(len(other) + 1)
    return text[:at] + other[then : then + 300] + (text[at:] if draw.random() < 0.5 else "")


def shuffle(text, draw, passages, language):
    words = text.split(" ")
    if draw.random() < 0.5:
        draw.shuffle(words)
        return " ".join(words)
    start = draw.randrange(len(words))
    part = words[start : start + draw.randint(2, 12)]
    draw.shuffle(part)
    return " ".join(words[:start] + part + words[start + len(part) :])


def sprinkle(text, draw, passages, language):
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(text) + 1)
        text = text[:at] + litter(draw, language) + text[at:]
    return text


def between_words(text, draw, passages, language):
    words = text.split(" ")
    for _ in range(draw.randint(1, 6)):
        words.insert(draw.randrange(len(words) + 1), litter(draw, language))
    return " ".join(words)


def cues(text, draw, passages, language):
    """Verbs of saying where there should be none."""
    words = text.split(" ")
    for _ in range(draw.randint(1, 8)):
        words.insert(draw.randrange(len(words) + 1), draw.choice(WORDS[language]))
    return " ".join(words)


def replace_marks(text, draw, passages, language):
    rate = draw.choice((0.2, 0.6, 1.0))
    return "".join(
        litter(draw, language) if not (c.isalnum() or c == " ") and draw.random() < rate else c for c in text
    )


def repeat(text, draw, passages, language):
    start = draw.randrange(len(text) + 1)
    part = text[start : start + draw.randint(1, 40)] or litter(draw, language)
    return text[:start] + part * draw.choice((2, 3, 10, 100)) + text[start:]


def blanks(text, draw, passages, language):
    to = draw.choice(BLANKS + HIDDEN + ["", ". ", ", ", " – ", " “", "” "])
    return "".join(to if c == " " and draw.random() < 0.3 else c for c in text)


def letters(text, draw, passages, language):
    return draw.choice((str.upper, str.lower, str.title, str.swapcase, lambda t: t[::-1]))(text)


def words_alone(text, draw, passages, language):
    pool = WORDS[language] + QUOTES + list(".,:;–\n") + NUMBERS + text.split()[:20]
    return " ".join(draw.choice(pool) for _ in range(draw.randint(1, 40)))


CHANGES = (
    cut, cut_words, cut_words, splice, shuffle, shuffle, sprinkle, sprinkle, between_words, cues, cues, replace_marks,
    repeat, blanks, letters, words_alone,
)


def damaged(draw, passages):
    """The language it is told to be in, the text before, and the text after."""
    language, text = draw.choice(passages)
    before = text
    for _ in range(draw.choice((1, 1, 2, 2, 3, 5))):
        text = draw.choice(CHANGES)(text or " ", draw, passages, language)[:20_000]
    if draw.random() < 0.05:
        language = draw.choice(LANGUAGES + ("", "xx", None))
    return language, before, text


# ---------------------------------------------------------------- what a command is asked

SHAPES = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>",
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} | Site</title><meta property="og:title" '
    'content="{title}"><meta name="description" content="{first}"><script type="application/ld+json">{ld}</script></head><body>'
    '<nav><ul><li><a href="/">{first}</a></ul></nav><main><header><h1>{title}</h1><p class="byline">By {first}</p><time '
    'datetime="2024-02-30T25:00">31.02.2024</time></header>{paragraphs}</main><aside>{list}</aside></body></html>',
    "<div id=content><h2>{title}</h2><div class=text>{breaks}</div></div>{list}",
    "<body><table><tr><td>{title}<td>{breaks}<tr><td>{list}</table><footer>{first}",
    "<title>{title}</title>{paragraphs}<!-- {breaks} --><script>var a = \"{first}\"</script>{list}",
    "{breaks}",
)


def page(draw, language, title, text):
    pieces = [piece for piece in re.split(r"\n+|(?<=[.!?]) (?=\w)", text)][:400]
    quoted = [html.escape(piece) if draw.random() < 0.9 else piece for piece in pieces]
    parts = {
        "language": language or "", "title": html.escape(title[:200]), "first": html.escape(pieces[0][:200]),
        "paragraphs": "".join(f"<p>{piece}</p>\n" for piece in quoted), "breaks": "<br>".join(quoted),
        "list": "<ul>" + "".join(f'<li><a href="/{i}">{piece[:80]}</a>' for i, piece in enumerate(quoted[:12])) + "</ul>",
        "ld": json.dumps({"@type": "NewsArticle", "headline": title, "articleBody": text, "datePublished": text[:30]}),
    }
    return re.sub(r"{(\w+)}", lambda name: parts[name[1]], draw.choice(SHAPES))


def damaged_page(draw, html):
    """Markup is cut, too."""
    for _ in range(draw.choice((0, 0, 1, 2, 4))):
        at = draw.randrange(len(html) + 1)
        kind = draw.randrange(5)
        if kind == 0:
            html = html[:at]
        elif kind == 1:
            html = html[:at] + html[at + draw.randint(1, 60) :]
        elif kind == 2:
            tag = draw.choice(("<div>", "</div>", "<p", "<b>", "<!--", "<table>", "</body>", "<svg>", "<template>", "<a href='"))
            html = html[:at] + tag * draw.choice((1, 1, 30, 600)) + html[at:]
        elif kind == 3:
            html = html[:at] + draw.choice(("&", "&#", "&#x110000;", "&#0;", "&#128;", "&nbsp", "<", ">", "\x00", "]]>")) + html[at:]
        else:
            html = html[:at] + html[max(0, at - 200) : at] + html[at:]
    return html


def sentences(text):
    return [piece for piece in re.split(r"(?<=[.!?]) |\n+", text)][:200]


def asked(command, number, draw, language, title, before, after):
    """The line that the command reads."""
    line = {"id": number}
    if command in ("detect", "statements"):
        line.update(lang=language, text=after)
    elif command == "align":
        line.update(before=sentences(before), after=sentences(after))
    elif command == "extract":
        line.update(url="https://example.org/2024/02/30/a", html=damaged_page(draw, page(draw, language, title, after)))
    elif command == "diff":
        isPage = draw.random() < 0.15
        if isPage:
            before, after = page(draw, language, title, before), damaged_page(draw, page(draw, language, title, after))
        line.update(
            html=isPage, lang=language, url="https://example.org/a", before=before, after=after,
            meta_before={"title": title, "byline": "A"}, meta_after={"title": after[:80], "byline": before[:30]},
        )
    return line


def wrong(command, line, answer):
    """What is wrong with an answer, or None."""
    if answer.get("id") != line["id"]:
        return "the answer has another id"
    if "error" in answer:
        return f"the answer is an error: {answer['error']}"
    if command == "statements":
        size = len(line["text"])
        for statement in answer["statements"]:
            for name, span in statement["spans"].items():
                if span is not None and not 0 <= span[0] < span[1] <= size:
                    return f"the {name} is at {span}, in a text of {size}"
    if command == "align":
        for old, new in answer["align"]:
            if not (0 <= old < len(line["before"]) and 0 <= new < len(line["after"])):
                return f"sentences {old} and {new} are matched, of {len(line['before'])} and {len(line['after'])}"
    return None


# ---------------------------------------------------------------- running it


class Runner:
    def __init__(self, program, limit):
        self.program, self.limit = program, limit
        # The crash reporter takes seconds, and holds the pipe.
        self.environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")

    def failure(self, command, lines):
        """What went wrong with these lines together, or None."""
        said = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        try:
            run = subprocess.run(
                [self.program, *COMMANDS[command]], input=said, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                timeout=self.limit, env=self.environment,
            )
        except subprocess.TimeoutExpired:
            return f"hang: no end after {self.limit} s"
        if run.returncode:
            last = run.stderr.decode("utf8", "replace").strip().split("\n")[-1]
            return f"crash: status {run.returncode}. {last}"
        answers = run.stdout.decode("utf8", "replace").split("\n")[:-1]
        if len(answers) != len(lines):
            return f"silence: {len(answers)} answers to {len(lines)} lines"
        for line, answer in zip(lines, answers):
            try:
                fault = wrong(command, line, json.loads(answer))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                fault = f"the answer cannot be read ({error!r})"
            if fault:
                return f"wrong: {fault}"
        return None

    def failing(self, command, lines):
        """The lines that fail on their own, each with its failure."""
        failure = self.failure(command, lines)
        if failure is None:
            return []
        if len(lines) == 1:
            return [(lines[0], failure)]
        middle = len(lines) // 2
        return self.failing(command, lines[:middle]) + self.failing(command, lines[middle:])


def corpus(articles):
    """Passages as (language, text), of the tree first; with titles for articles."""
    passages, whole = [], []
    for language in LANGUAGES:
        text = (HERE / "corpus" / "language" / f"{language}.txt").read_text(encoding="utf8")
        passages += [(language, passage) for passage in re.split(r"\n{2,}", text.strip()) if passage]
    for path in articles:
        for line in open(path, encoding="utf8"):
            article = json.loads(line)
            text = article.get("text") or ""
            language = article.get("lang") or "en"
            whole.append((article.get("id"), language, article.get("title") or "", text))
            if language in LANGUAGES:
                passages += [(language, part) for part in pieces(text)]
    return passages, whole


def pieces(text):
    """A text in passages of a few paragraphs."""
    held = ""
    for paragraph in text.split("\n"):
        held = f"{held}\n{paragraph}" if held else paragraph
        if len(held) > 400:
            yield held[:2000]
            held = ""
    if held.strip():
        yield held[:2000]


def lines_of(command, options, passages, whole):
    if options.as_they_are:
        for number, (name, language, title, text) in enumerate(whole):
            draw = random.Random(f"{options.seed}/{command}/{number}")
            yield asked(command, name or number, draw, language, title, text, text + "\n" + title)
        return
    numbers = [options.again] if options.again is not None else range(options.first, options.first + options.passages)
    for number in numbers:
        draw = random.Random(f"{options.seed}/{command}/{number}")
        language, before, after = damaged(draw, passages)
        yield asked(command, number, draw, language, (after or before)[:70], before, after)


def batches(lines, size):
    held = []
    for line in lines:
        held.append(line)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def main():
    parser = argparse.ArgumentParser(description="Feeds what reads language with damaged text.")
    parser.add_argument("program")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--passages", type=int, default=20_000, help="for each command")
    parser.add_argument("--first", type=int, default=0, help="number of the first passage")
    parser.add_argument("--articles", action="append", default=[], help="JSON Lines with lang and text")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--as-they-are", action="store_true")
    parser.add_argument("--again", type=int)
    parser.add_argument("--limit", type=float, default=20, help="seconds that a batch may take, and a line")
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--findings", default=".build/fuzz/language")
    options = parser.parse_args()
    names = options.commands.split(",")
    if unknown := [name for name in names if name not in COMMANDS]:
        parser.error(f"no such command: {', '.join(unknown)}")
    if not os.access(options.program, os.X_OK):
        parser.error(f"{options.program} is no program")
    passages, whole = corpus(options.articles)
    runner = Runner(options.program, options.limit)
    total = collections.Counter()
    for command in names:
        began, read, found = time.monotonic(), 0, []
        for batch in batches(lines_of(command, options, passages, whole), options.batch):
            read += len(batch)
            if options.again is not None:
                print(json.dumps(batch[0], ensure_ascii=False))
            for line, failure in runner.failing(command, batch):
                found.append(failure)
                report(command, options, line, failure)
        kinds = collections.Counter(failure.split(":")[0] for failure in found)
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "none"
        print(f"{command}: {read} read in {time.monotonic() - began:.0f} s; faults: {told}", flush=True)
        total["read"] += read
        total["faults"] += len(found)
    print(f"all: {total['read']} read, {total['faults']} faults, seed {options.seed}")
    return 1 if total["faults"] else 0


def report(command, options, line, failure):
    folder = pathlib.Path(options.findings)
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", f"{command}-{options.seed}-{line['id']}")
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf8")
    print(f"{command} fails on {line['id']} (seed {options.seed}): {failure}")
    shown = json.dumps({k: v for k, v in line.items() if k != "id"}, ensure_ascii=True)
    print(f"    {shown[:600]}{' …' if len(shown) > 600 else ''}")
    print(f"    again: {options.program} {' '.join(COMMANDS[command])} < {path}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
