import Testing

@testable import Rejoinder

/// What a document lists, and which entries of the one before they are.
@Suite("An entry that seems new") struct EntryPairingTests {
    /// An entry of a feed, by the parts that tell it from others.
    struct Item: Sendable {
        var id: String?
        var link: String?
        var title = ""
        var text = ""
        /// The day of the month.
        var day: Int?
        var updated: Int?

        var entry: FeedEntry {
            var entry = FeedEntry()
            entry.id = id
            entry.link = link
            entry.title = TextConstruct(kind: .text, value: title)
            entry.summary = text.isEmpty ? nil : TextConstruct(kind: .text, value: text)
            entry.published = day.map(Self.date)
            entry.updated = updated.map(Self.date)
            return entry
        }

        private static func date(_ day: Int) -> FeedDate {
            let moment = TestLedger.minute(day * 1440)
            return FeedDate(raw: moment.description, moment: moment)
        }

        func with(_ change: (inout Item) -> Void) -> Item {
            var item = self
            change(&item)
            return item
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let before: [Item]
        let after: [Item]
        /// For each entry of `after` the place in `before` of the one that it is; nil if it is new.
        let expected: [Int?]

        init(_ name: String, _ before: [Item], _ after: [Item], _ expected: [Int?]) {
            (testDescription, self.before, self.after, self.expected) =
                (name, before, after, expected)
        }
    }

    static let site = "https://river.example"
    static let texts = [
        "The lock at Oldmoor will close on Monday for nine weeks of repairs to its gates, the authority said in a notice on its doors.",
        "Councillors met on Tuesday to weigh a second ferry between Saltby and the north bank, which would cost four million crowns.",
        "The reservoir fell below the lower mark for the first time in eleven years, after a dry autumn and a warm winter in the hills.",
        "Harbour dues will rise by three per cent in spring, the first increase since the new quay was opened to the coasters.",
    ]
    static let titles = [
        "Lock closes for repairs", "Council weighs a second ferry", "Reservoir below the mark",
        "Harbour dues to rise",
    ]

    /// The newest first, as feeds list them.
    static let good = (0..<4).map { place in
        Item(
            id: "\(site)/\(place)", link: "\(site)/\(place)", title: titles[place],
            text: texts[place], day: 20 - place)
    }
    static func good(_ change: (inout Item) -> Void) -> [Item] { good.map { $0.with(change) } }

    static let reading = Item(
        id: nil, link: "\(site)/level", title: "Level of the river", text: "", day: nil)

    static let moved = [
        Case(
            "is known after the whole site moved, ids and all", good,
            good {
                $0.link = $0.link?.replacing("river.example", with: "www.wend.example/news")
                $0.id = $0.link
            }, [0, 1, 2, 3]),
        Case(
            "is known after new ids, though it was edited at the same time", good,
            good { $0.id = ($0.id ?? "") + "-2" }.enumerated().map { index, item in
                index == 1 ? item.with { $0.text += " The vote is on Friday." } : item
            }, [0, 1, 2, 3]),
        Case(
            "is known by its address when all ids and dates are new", good,
            good {
                $0.id = ($0.id ?? "") + "-2"
                $0.day = 25
            }, [0, 1, 2, 3]),
        Case(
            "is known when a token in its link is new in every document",
            good { $0.link = ($0.link ?? "") + "?token=a8f3" },
            good {
                $0.link = ($0.link ?? "") + "?token=77c1"
                $0.id = $0.link
            }, [0, 1, 2, 3]),
        Case(
            "is known when headline and address are edited", good,
            [
                good[0].with {
                    $0.title = "Nine weeks without a lock"
                    $0.link = "\(site)/nine-weeks-0"
                    $0.id = $0.link
                }
            ] + good[1...], [0, 1, 2, 3]),
        Case(
            "is known by its text in the middle of the list, even with another date", good,
            [
                good[0],
                good[1].with {
                    $0.title = "A second ferry?"
                    $0.link = "\(site)/a-second-ferry"
                    $0.id = $0.link
                    $0.day = 21
                },
            ] + good[2...], [0, 1, 2, 3]),
        Case(
            "is known by its date when headline, text and address are edited", good,
            good[..<2]
                + [
                    good[2].with {
                        $0.title = "Lowest level in eleven years"
                        $0.text += " Rain is not in sight."
                        $0.link = "\(site)/lowest"
                        $0.id = $0.link
                    }
                ] + good[3...], [0, 1, 2, 3]),
    ]

    static let counted = [
        Case(
            "is known when its id counts its updates in a fragment",
            good { $0.id = ($0.id ?? "") + "#0" },
            [
                good[0].with {
                    $0.id = ($0.id ?? "") + "#1"
                    $0.day = 28
                    $0.text += " The lock keeper has been told."
                }
            ] + good[1...].map { item in item.with { $0.id = ($0.id ?? "") + "#0" } },
            [0, 1, 2, 3])
    ]

    static let rewritten = [
        ("\(site)/a", "\(site)/a/"), ("\(site)/a", "https://www.river.example/a"),
        ("\(site)/a", "https://River.Example/a"), ("\(site)/a", "https://river.example:443/a"),
        ("\(site)/a", "\(site)//a"), ("\(site)/n%c3%a9", "\(site)/n%C3%A9"),
        ("\(site)/né", "\(site)/n%C3%A9"), ("\(site)/n?a=1&b=2", "\(site)/n?b=2&a=1"),
        ("\(site)/a", "\(site)/a?"), ("\(site)/a;jsessionid=1F", "\(site)/a;jsessionid=2E"),
        ("\(site)/n?a=1&PHPSESSID=x1", "\(site)/n?a=1&PHPSESSID=y2"),
    ].map { (old: String, new: String) in
        Case(
            "is known when \(old) becomes \(new)", [reading.with { $0.link = old }],
            [reading.with { $0.link = new }], [0])
    }

    static let statement = Item(
        id: nil, link: "\(site)/", title: "Statement by the harbour master", text: "", day: 1)

    static let different = [
        Case(
            "is new when the list moves on",
            Array(good[1...]), Array(good[..<3]), [nil, 0, 1]),
        Case(
            "is new with an old title, another address and another date, as the list moves on",
            [statement.with { $0.link = "\(site)/3" }, statement.with { $0.link = "\(site)/2" }]
                .enumerated().map { index, item in
                    item.with {
                        $0.day = 9 - index; $0.id = $0.link; $0.text = texts[0]
                    }
                },
            [statement.with { $0.link = "\(site)/4" }, statement.with { $0.link = "\(site)/3" }]
                .enumerated().map { index, item in
                    item.with {
                        $0.day = 10 - index; $0.id = $0.link; $0.text = texts[0]
                    }
                }, [nil, 0]),
        Case(
            "is new at an address for everything, with a new id and another date",
            (1...3).reversed().map { number in
                statement.with {
                    $0.id = "s\(number)"; $0.day = number
                }
            },
            (2...4).reversed().map { number in
                statement.with {
                    $0.id = "s\(number)"; $0.day = number
                }
            }, [nil, 0, 1]),
        Case(
            "is new under a new id, with an old title and other words, at one address",
            [Item(id: "1", link: "\(site)/briefing", title: "Briefing", text: texts[0])],
            [Item(id: "2", link: "\(site)/briefing", title: "Briefing", text: texts[1])], [nil]),
        Case(
            "is new under a new id on another day, though its words were used before",
            [
                good[0],
                Item(id: "1", link: "\(site)/ok", title: "All is well", text: texts[1], day: 2),
            ],
            [
                Item(id: "5", link: "\(site)/ok", title: "All is well", text: texts[1], day: 9),
                good[0],
            ],
            [nil, 0]),
        Case(
            "is new where a script tells articles apart by a number",
            [Item(link: "\(site)/n?id=1", title: "Weather", text: texts[0], day: 1)],
            [Item(link: "\(site)/n?id=2", title: "Weather", text: texts[1], day: 2)], [nil]),
        Case(
            "is new with the date of another that left the end of the list, and other words",
            [good[0], good[1].with { $0.day = 4 }],
            [good[2].with { $0.day = 4 }, good[0]], [nil, 0]),
        Case(
            "is new with a short text that stands under many",
            [good[0], good[1].with { $0.text = "Read more on our site." }, good[3]],
            [good[2].with { $0.text = "Read more on our site." }, good[0], good[3]],
            [nil, 0, 2]),
        Case(
            "is new if two have lost what it has",
            [
                good[0], good[1].with { $0.text = texts[0] }, good[2].with { $0.text = texts[0] },
                good[3],
            ],
            [
                good[0],
                good[1].with {
                    $0.text = texts[0]
                    $0.title = "Another lock"
                    $0.link = "\(site)/x"
                    $0.id = "x"
                    $0.day = 3
                }, good[3],
            ], [0, nil, 3]),
    ]

    static let passedOn = [
        Case(
            "is told apart when the id is the place in the list",
            good[1...].enumerated().map { place, item in item.with { $0.id = "\(place)" } },
            good[..<3].enumerated().map { place, item in item.with { $0.id = "\(place)" } },
            [nil, 0, 1]),
        Case(
            "is told apart when one id and one link stand for the newest",
            [
                good[1].with {
                    $0.id = "latest"; $0.link = "\(site)/"
                }
            ],
            [
                good[0].with {
                    $0.id = "latest"; $0.link = "\(site)/"
                }
            ], [nil]),
        Case(
            "keeps its id when headline, address and text are edited on one day",
            [good[0]],
            [
                good[0].with {
                    $0.title = titles[1]
                    $0.text = texts[1]
                    $0.link = "\(site)/edited"
                }
            ], [0]),
        Case(
            "keeps its id when all is new but its address",
            [good[0]],
            [
                good[1].with {
                    $0.id = good[0].id; $0.link = good[0].link
                }
            ], [0]),
        Case(
            "keeps its id where there is no text to compare",
            [Item(id: "1", link: "\(site)/1", title: "Fog", day: 1)],
            [Item(id: "1", link: "\(site)/2", title: "Ice on the lower Wend", day: 2)], [0]),
    ]

    static let shared = [
        Case(
            "is told from all others that have its id and its link",
            good[1...].map { item in
                item.with {
                    $0.id = "\(site)/"; $0.link = "\(site)/"
                }
            },
            good.map { item in
                item.with {
                    $0.id = "\(site)/"; $0.link = "\(site)/"
                }
            },
            [nil, 0, 1, 2]),
        Case(
            "is told from one with the same title at the same address",
            [1, 2].map { place in
                statement.with {
                    $0.text = texts[place]; $0.day = 9 - place
                }
            },
            [0, 1, 2].map { place in
                statement.with {
                    $0.text = texts[place]; $0.day = 9 - place
                }
            },
            [nil, 0, 1]),
        Case(
            "is told from one with the same title, address and date",
            [1, 2].map { place in statement.with { $0.text = texts[place] } },
            [0, 1, 2].map { place in statement.with { $0.text = texts[place] } }, [nil, 0, 1]),
        Case(
            "is known where its title and address are all others' too, and all dates are new",
            [1, 2].map { place in
                statement.with {
                    $0.text = texts[place]; $0.day = 9 - place
                }
            },
            [0, 1, 2].map { place in
                statement.with {
                    $0.text = texts[place]; $0.day = 19 - place
                }
            },
            [nil, 0, 1]),
        Case(
            "is known where dates are all that tells it from others, by all that did not change",
            [1, 2].map { place in statement.with { $0.day = 9 - place } },
            [0, 1, 2].map { place in statement.with { $0.day = 9 - place } }, [nil, 0, 1]),
        Case(
            "is known again when its id is shared no longer",
            good { $0.id = "0" }, good, [0, 1, 2, 3]),
    ]

    @Test(arguments: moved + counted + rewritten) func isKnown(_ named: Case) {
        #expect(Self.match(named.before, named.after) == named.expected)
    }

    @Test(arguments: different) func isNew(_ named: Case) {
        #expect(Self.match(named.before, named.after) == named.expected)
    }

    @Test(arguments: passedOn + shared) func hasAnIDThatNamesNothing(_ named: Case) {
        #expect(Self.match(named.before, named.after) == named.expected)
    }

    @Test("goes by its address from then on, where its ids change at every look") func renamed() {
        let found = Self.recognised(Self.good, Self.good { $0.id = ($0.id ?? "") + "-2" })
        #expect(Set(found.texts.map(\.identity)) == Set((0..<4).map { "link:river.example/\($0)" }))
        #expect(found.texts.map(\.isRenamed) == [true, true, true, true])
    }

    @Test("is compared with no more than its like, however many entries have changed")
    func many() {
        let before = (0..<6000).map { number in
            Item(
                id: "\(number)", link: "\(Self.site)/\(number)", title: "Ship \(number) sails",
                text: "Ship \(number) leaves the quay at noon.", day: 2)
        }
        // Each id names the ship after the next one now.
        let after = before.enumerated().map { place, item in
            item.with { $0.id = "\((place + 1) % 6000)" }
        }
        #expect(Self.recognised(before, after).texts.allSatisfy { $0.previous != nil })
    }

    @Test("never takes a name that another entry has") func names() {
        let before = Self.good[..<2].enumerated().map { place, item in
            item.with {
                $0.id = "\(place)"; $0.link = nil
            }
        }
        let after = Self.good[2...].enumerated().map { place, item in
            item.with {
                $0.id = "\(place)"; $0.link = nil
            }
        }
        let found = Self.recognised(before, after)
        let names = Set(found.texts.filter { $0.previous == nil }.map(\.identity))
        #expect(names.count == 2 && names.isDisjoint(with: ["id:0", "id:1"]))
    }

    // MARK: - Two documents, one after the other

    /// For each entry of the second document the place in the first of the one that it is.
    private static func match(_ before: [Item], _ after: [Item]) -> [Int?] {
        let found = recognised(before, after)
        let entries = after.map(\.entry)
        var places: [Int?] = []
        for identity in EntryIdentity.identities(of: entries) where !identity.isRepeat {
            if let text = found.texts.first(where: { $0.listed.identity == identity }) {
                places.append((text.previous?.id).map { before.count - Int($0) })
            } else {
                places.append(unchanged(identity, before))
            }
        }
        return places
    }

    private static func unchanged(_ identity: EntryIdentity, _ before: [Item]) -> Int? {
        let names = [identity.value] + identity.others
        return EntryIdentity.identities(of: before.map(\.entry)).firstIndex {
            names.contains($0.value)
        }
    }

    private static func recognised(_ before: [Item], _ after: [Item]) -> EntryMatch.Recognised {
        let old = before.map(\.entry)
        var known: [String: KnownEntry] = [:]
        var lookalikes = Lookalikes()
        for (place, identity) in EntryIdentity.identities(of: old).enumerated() {
            // Feeds list the newest first, and the ledger numbers the oldest first.
            let listed = ListedEntry(old[place], identity)
            let entry = KnownEntry(
                id: Int64(old.count - place), revision: 1, contentHash: [],
                sourceHash: listed.sourceHash,
                rules: ObservedEntry.rules)
            known[identity.value] = entry
            let content = old[place].revisionContent()
            lookalikes.told[entry.id] = Revision(
                number: 1, seenAt: TestLedger.minute(0), content: content)
            lookalikes.byFingerprint[Normaliser.fingerprint(of: content)] = entry
        }
        let listed = ListedEntry.all(in: after.map(\.entry))
        let pairs = zip(listed, EntryMatch.known(listed.map(\.names), among: known)).map {
            EntryMatch.Pair(listed: $0, known: $1)
        }
        let taken = Set(pairs.compactMap { $0.known?.id })
        lookalikes.departed = known.values.filter { !taken.contains($0.id) }.sorted {
            $0.id < $1.id
        }
        lookalikes.byName = known
        let texts = EntryMatch.differing(pairs, wasCutOff: false).map {
            EntryText($0, rules: FeedRules(), documentLanguage: "en")
        }
        return EntryMatch.recognised(texts, taken: taken, among: lookalikes, in: pairs)
    }
}
