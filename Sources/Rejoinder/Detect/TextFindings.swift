/// What Detect read from a text.
package struct TextFindings: Hashable, Sendable {
    package let statements: [Statement]
    package let parties: [AskedParty]

    package init(statements: [Statement], parties: [AskedParty]) {
        self.statements = statements
        self.parties = parties
    }

    package static let nothing = TextFindings(statements: [], parties: [])
}

/// A party that, by the text's own words, was asked for its view, and what came of it.
package struct AskedParty: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// It was asked, and no answer is reported.
        case awaiting
        /// It refused to answer.
        case declined
        /// It answered, or it gave a holding reply.
        case responded

        /// What a text says as a whole: the first of its parties' states in the order above; nil if
        /// there is none.
        package static func mostSignificant(of states: some Sequence<State>) -> State? {
            let states = Set(states)
            return allCases.first(where: states.contains)
        }
    }

    package let institution: InstitutionKey?
    /// The institution's own name if it is known, or else the name as the text gives it.
    package let name: String
    package let state: State
    /// The sentence that says so.
    package let evidence: String
    /// Words that a response should share, the most telling first.
    package let topic: [String]
    /// Whether the outlet itself asked; a report of somebody else's question opens no inquiry.
    package let isOutletsOwn: Bool
    /// The name as the text gives it.
    package let mention: String
    package let kind: PartyKind
    /// The narrowest scope that includes the party.
    package let scope: PartyScope
    /// The sentence that tells of the press's question which `evidence` answers; nil for a party that
    /// did not answer, or of which no question is told.
    package let question: String?
    /// How sure it is, from 0 to 1, that the press asked this party, and that this is its state.
    package let confidence: Double
    /// What the confidence was reckoned from; nil if only frames found the party.
    package let grounds: PartyEvidence?

    package init(
        institution: InstitutionKey?, name: String, state: State, evidence: String,
        topic: [String], isOutletsOwn: Bool, mention: String? = nil, kind: PartyKind,
        scope: PartyScope? = nil, question: String? = nil,
        confidence: Double, grounds: PartyEvidence? = nil
    ) {
        self.institution = institution
        self.name = name
        self.state = state
        self.evidence = evidence
        self.topic = topic
        self.isOutletsOwn = isOutletsOwn
        self.mention = mention ?? name
        self.kind = kind
        self.scope = scope ?? kind.scope
        self.question = question
        self.confidence = confidence
        self.grounds = grounds
    }
}

extension CertaintyThresholds {
    /// How sure a finding is.
    func certainty(of party: AskedParty) -> Certainty {
        certainty(of: party.confidence, in: party.scope)
    }

    /// How sure a finding about a party of a scope is.
    ///
    /// Much of what makes one unsure is whether its words name a party at all. Those of an institution
    /// of the configuration do, so a tenth less is enough.
    func certainty(of confidence: Double, in scope: PartyScope) -> Certainty {
        certainty(of: confidence + (scope == .configured ? 0.1 : 0))
    }
}
