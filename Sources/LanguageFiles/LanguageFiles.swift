import CLanguages
import CWeights

/// The files of the languages, as they were when the program was built.
package enum LanguageFiles {
    /// The languages' folders, in the order in which languages are preferred if a text fits several.
    package static let languages: [String] = {
        var languages: [String] = []
        forEach { language, _, _ in
            if languages.last != language { languages.append(language) }
        }
        return languages
    }()

    /// The bytes of a file; none if the language does not have the file.
    ///
    /// - Parameter name: without ".txt".
    package static func bytes(of language: String, _ name: String) -> [UInt8] {
        var found: [UInt8] = []
        forEach { folder, file, bytes in
            if folder == language, file == name { found = Array(bytes) }
        }
        return found
    }

    /// The bytes of the weights of the models that read texts.
    package static let weights = Array(
        UnsafeBufferPointer(start: weights_bytes, count: Int(weights_count)))

    /// The bytes of how common terms are in ordinary news.
    package static let terms = Array(
        UnsafeBufferPointer(start: terms_bytes, count: Int(terms_count)))

    private static func forEach(_ body: (String, String, UnsafeBufferPointer<UInt8>) -> Void) {
        var place: UInt = 0
        while let file = language_file(place)?.pointee {
            body(
                String(cString: file.language), String(cString: file.name),
                UnsafeBufferPointer(start: file.bytes, count: Int(file.count)))
            place += 1
        }
    }
}
