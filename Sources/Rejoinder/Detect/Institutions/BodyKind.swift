/// A kind of body that every country has, with the words that name it in each language.
struct BodyKind: Sendable {
    let id: String
    /// The name to show, with `%` for the country's name.
    let title: String
    let names: [String]

    static let all = Languages.embedded.pairs(.kindTitles).map { id, title in
        BodyKind(id: id, title: title, names: Languages.embedded.words(.bodyKinds, key: id))
    }
}

/// A body with a name of its own: an alliance, or a seat of power that stands for a government.
struct KnownBody: Sendable {
    let key: InstitutionKey
    /// All its names; the first is the one to show.
    var names: [String]

    static let all: [KnownBody] = {
        var bodies: [KnownBody] = []
        var places: [String: Int] = [:]
        for (key, names) in Languages.embedded.keyed(.bodies) {
            if let place = places[key] {
                bodies[place].names += names
            } else {
                places[key] = bodies.count
                bodies.append(KnownBody(key: InstitutionKey(key), names: names))
            }
        }
        return bodies
    }()
}
