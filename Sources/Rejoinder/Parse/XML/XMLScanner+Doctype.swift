import Markup

extension XMLScanner {
    /// Reads the internal entities of a document type declaration.
    ///
    /// It never looks at an external subset.
    mutating func scanDoctype() {
        var inSubset = false
        while index < source.count {
            switch source[index] {
            case 0x5B: inSubset = true
            case 0x5D: inSubset = false
            case 0x22, 0x27: skipQuoted()
            case 0x3C where starts(with: "<!--", at: index):
                index += 4
                _ = skip(past: "-->")
                continue
            case 0x3C where starts(with: "<!ENTITY", at: index):
                index += 8
                scanEntity()
                continue
            case 0x3E where !inSubset:
                index += 1
                return
            default: break
            }
            index += 1
        }
    }

    mutating func scanEntity() {
        while index < source.count, source[index].isBlank { index += 1 }
        let name = scanName(at: index).range
        index = name.upperBound
        while index < source.count, source[index].isBlank { index += 1 }
        if index < source.count, !name.isEmpty, source[index] == 0x22 || source[index] == 0x27 {
            let first = index + 1
            skipQuoted()
            entities.declare(
                source, name: name, value: first..<max(first, min(index, source.count)))
            index = min(index + 1, source.count)
        }
        // Parameter entities and external entities are left out.
        while index < source.count, source[index] != 0x3E {
            if source[index] == 0x22 || source[index] == 0x27 { skipQuoted() }
            index += 1
        }
        index = min(index + 1, source.count)
    }

    /// Moves from a quotation mark to the next of its kind.
    mutating func skipQuoted() {
        guard index < source.count else { return }
        let quote = source[index]
        index = ByteSearch.first(quote, in: source, (index + 1)..<source.count)
    }
}
