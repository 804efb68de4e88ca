/// The edit script of two whole texts, word by word, without sentences.
package enum WordScript {
    /// Runs over the tokens of both texts.
    package static func script(from old: String, to new: String) -> EditScript {
        var table = WordTable(expected: (old.utf8.count + new.utf8.count) / 8)
        let before = DiffText(tokensOf: old, &table)
        let after = DiffText(tokensOf: new, &table)
        return EditScript(from: before.tokens.map(\.name), to: after.tokens.map(\.name))
    }
}
