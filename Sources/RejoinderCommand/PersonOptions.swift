import ArgumentParser
import Foundation
import Platform

/// Who does what a command records.
struct PersonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who does this.",
            discussion: "The default is the user who called sudo, or else the system user."))
    var by: String?

    func validate() throws {
        guard by?.contains(where: { !$0.isWhitespace }) ?? true else {
            throw ValidationError("--by must not be empty.")
        }
    }

    var name: String { by ?? Self.systemName(ProcessInfo.processInfo.environment) }

    /// The ledger belongs to the service's user, so whoever writes it does so through sudo.
    static func systemName(_ environment: [String: String]) -> String {
        guard let caller = environment["SUDO_USER"], !caller.isEmpty else {
            return ProcessFacts.userName
        }
        return caller
    }
}
