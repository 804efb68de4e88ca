import Foundation

/// Finds the programs that the build has put beside the tests.
public enum BuiltProgram {
    public static func path(_ name: String) -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name).path
    }
}
