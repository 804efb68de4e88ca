import Foundation

/// Feeds as they were over time, to be played again.
///
/// A story is a folder with `scenario.json` and the documents that it names. The file lists feeds,
/// institutions, and steps that say when a feed begins to serve which bytes.
package struct Story: Sendable {
    package struct Feed: Sendable, Decodable {
        package let id: String
        package let url: String
        let lang: String?
        let official_of: String?
    }

    package struct Body: Sendable, Decodable {
        let id: String
        let names: [String]
    }

    package struct Step: Sendable {
        package let number: Int
        package let at: Timestamp
        package let note: String
        /// The documents that change at that time, by the feed's id.
        let documents: [String: [UInt8]]
    }

    package let id: String
    package let feeds: [Feed]
    let institutions: [Body]
    /// How long an institution has to respond.
    let deadline: Duration
    package let steps: [Step]
}

/// Why a story cannot be played.
package struct StoryError: Error, CustomStringConvertible, Sendable {
    package let description: String
}

extension Story {
    private struct File: Decodable {
        struct Step: Decodable {
            let step: Int
            let at: String
            let note: String?
            let files: [String: String]
        }

        let id: String
        let feeds: [Feed]
        let institutions: [Body]
        let deadline_hours: Int?
        let steps: [Step]
    }

    /// The stories in a folder: the folder itself, or its subfolders that hold one, sorted by name.
    ///
    /// - Throws: `StoryError` if there is none, or one cannot be read.
    package static func stories(in folder: String) throws -> [Story] {
        if FileManager.default.fileExists(atPath: folder + "/scenario.json") {
            return [try Story(folder: folder)]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let stories = try names.sorted()
            .filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/scenario.json") }
            .map { try Story(folder: "\(folder)/\($0)") }
        guard !stories.isEmpty else {
            throw StoryError(
                description: "\(folder): contains no scenario.json, and no folder that does")
        }
        return stories
    }

    init(folder: String) throws {
        let path = folder + "/scenario.json"
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Self.data(path))
        } catch let error as DecodingError {
            throw StoryError(description: "\(path): is not a scenario: \(error)")
        }
        id = file.id
        feeds = file.feeds
        institutions = file.institutions
        deadline = .seconds(Int64(min(max(file.deadline_hours ?? 72, 1), 10_000)) * 3600)
        steps = try file.steps.map { step in
            guard let at = Timestamp(step.at) else {
                throw StoryError(
                    description: "\(path): step \(step.step): \"at\" is not a time in UTC")
            }
            return Step(
                number: step.step, at: at, note: step.note ?? "",
                documents: try step.files.mapValues { name in
                    guard !name.contains("/") else {
                        throw StoryError(description: "\(path): \(name): a name, not a path")
                    }
                    return [UInt8](try Self.data("\(folder)/\(name)"))
                })
        }
        guard zip(steps, steps.dropFirst()).allSatisfy({ $0.at < $1.at }), !steps.isEmpty else {
            throw StoryError(description: "\(path): its steps must follow one another in time")
        }
    }

    private static func data(_ path: String) throws -> Data {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw StoryError(description: "\(path): cannot be read")
        }
    }
}

extension Story {
    /// The configuration that an operator would have written for feeds on this machine.
    func configuration(port: UInt16) -> Configuration {
        var configuration = Configuration()
        configuration.contact = "replay@localhost"
        configuration.network.allow = ["127.0.0.1:\(port)"]
        configuration.poll.jitter = 0
        // This is often enough for a story, and still plays days of it in a second or two.
        configuration.poll.minimum = .seconds(600)
        configuration.poll.hostSpacing = .zero
        configuration.inquiry.deadline = .span(deadline)
        configuration.institutions = institutions.map { body in
            Institution(
                key: InstitutionKey(body.id), name: body.names.first ?? body.id, names: body.names)
        }
        configuration.feeds = feeds.map { feed in
            var configured = Configuration.Feed(
                name: feed.id, url: feed.url, interval: .seconds(3600))
            configured.language = feed.lang
            configured.institution = feed.official_of.map { InstitutionKey($0) }
            return configured
        }
        return configuration
    }

    /// The step to which an event at that time belongs.
    ///
    /// A step begins half-way between the time of the step before and its own.
    func step(at moment: Timestamp) -> Step? {
        var current = steps.first
        for (earlier, later) in zip(steps, steps.dropFirst()) {
            let half = Duration.milliseconds((later.at - earlier.at).milliseconds / 2)
            if moment >= earlier.at + half { current = later }
        }
        return current
    }

    /// The end of the story: six hours after the last step.
    var end: Timestamp { (steps.last?.at ?? .distantFuture) + .seconds(6 * 3600) }
}
