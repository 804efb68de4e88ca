/// The word classes that the rules ask for by name.
///
/// A language may have more, which only its frames use. One that lacks a class has no such words.
enum GrammarClass: String, Sendable, CaseIterable {
    // Noun phrases: what belongs to them, and what ends them.
    case det, link, prep, conj, both, bound, adv, time, verb, rel, pron, `self`, title, role, head
    case spokes, service, office, plural, country, apposed, person, contrast
    // Verbs and what stands with them.
    case aux, auxnt, be, be2, being, modal, modalnt, have, will, can, werd, had, fail
    case say, sayst, sayv, sayp, decline, respond
    // Asking, and who asks.
    case request, message, contact, seek, asked, answering, comment, commentv, commenti
    case reaction, statement, press, journalist, ourselves, topress, asker, reader, complaint
    case reported
    // When, whether and how often.
    case past, hypo, fornow, never, neither
    // Words that tell nothing about a text's matter.
    case stopword
}
