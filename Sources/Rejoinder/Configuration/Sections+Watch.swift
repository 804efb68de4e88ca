import Yams

extension SectionSchema where Target == Watch {
    static var watch: SectionSchema {
        SectionSchema([
            .key("name", .name, \.name, required: true, "A unique and lasting name."),
            .key(
                "words", .watchWords, \.words, required: true,
                "What to look for: words in any of their forms, word* for all that begin like this, "
                    + "\"two words\" for just these, and -word for what must not be there."),
            .key(
                "match", .choice, \.match,
                "Whether all words have to be there (all, the default), or any."),
            .key(
                "in", .watchPlaces, \.places,
                "Where to look: title, text, and statements for what somebody is quoted with. The "
                    + "default is [title, text]."),
            .key(
                "feeds", .list(of: .reference(to: .feedGlob)), \.feeds,
                "The feeds to look at, by name or glob. The default is all."),
            .key(
                "institutions", ValueCodec<[InstitutionKey]>.list(of: .institution).map { Set($0) },
                \.institutions,
                "Whose own feeds, and whose statements, to look at. The default is everybody's."),
            .key(
                "languages",
                ValueCodec<[String]>.list(of: .language).map { tags in
                    Set(tags.map { $0.prefix { $0 != "-" }.caseFolded })
                }, \.languages, "The languages of the texts, such as de. The default is all."),
        ])
    }
}

extension KeySchema where Target == Configuration {
    static var watches: KeySchema {
        .entries(
            "watches", .watch, "Saved searches over new text.",
            draft: { _ in Watch(name: "") },
            finish: { watch, isComplete, node, reading, configuration in
                guard !watch.name.isEmpty else { return }
                reading.define(.watch, watch.name, at: node.value(of: "name") ?? node)
                guard isComplete else { return }
                reading.warnIfShared(watch.searchKey, of: .watch, by: watch.name, at: node.mark) {
                    other, line in
                    "watches[]: looks for the same as \"\(other)\" in line \(line)"
                }
                configuration.watches.append(watch)
            })
    }
}

extension Watch {
    /// The same for all that look for the same in the same places.
    fileprivate var searchKey: String {
        [
            match.rawValue, words.map(\.description).sorted().joined(separator: " "),
            places.map(\.rawValue).sorted().joined(separator: " "),
            feeds.sorted().joined(separator: " "),
            institutions.map(\.rawValue).sorted().joined(separator: " "),
            languages.sorted().joined(separator: " "),
        ].joined(separator: "\n")
    }
}

extension ValueCodec where Value == [WatchWord] {
    fileprivate static var watchWords: ValueCodec {
        ValueCodec(schema: ValueCodec<String>.text.schema) { node, path, reading in
            guard let text = ValueCodec<String>.text.read(node, path, &reading) else { return nil }
            do throws(WatchWord.Fault) {
                return try WatchWord.parse(text)
            } catch {
                reading.fault(
                    node.mark, "\(path): \(VisibleText.line(error.reason, limit: 200))")
                return nil
            }
        }
    }
}

extension ValueCodec where Value == Set<Watch.Place> {
    fileprivate static var watchPlaces: ValueCodec {
        let list = ValueCodec<[Watch.Place]>.list(of: ValueCodec<Watch.Place>.choice)
        return list.checked {
            $0.isEmpty ? "expected title, text or statements, found none" : nil
        }.map { Set($0) }
    }
}
