import ArgumentParser
import Platform
import Rejoinder

extension RejoinderCommand {
    /// Runs the command that the arguments name, and ends the process with its exit code.
    ///
    /// Errors go to standard error, one line each, escaped: their text may come from anybody.
    static func main() async {
        DispatchLog.silence()
        do {
            let command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                var synchronous = command
                try synchronous.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let text = fullMessage(for: error)
        let code = exitCode(for: error)
        if code == .success {
            Output.line(text)
            exit(withError: ExitCode.success)
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false)
        where !text.isEmpty {
            Output.problem(shown(line))
        }
        exit(withError: code == .validationFailure ? ExitCode(2) : code)
    }

    /// The line, escaped, with its indentation.
    private static func shown(_ line: Substring) -> String {
        String(line.prefix { $0 == " " }) + VisibleText.line(String(line))
    }
}
