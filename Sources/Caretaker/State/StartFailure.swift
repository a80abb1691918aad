/// Why the program cannot do what it was asked: one sentence for the person who asked.
struct StartFailure: Error, CustomStringConvertible {
    /// What is wrong and what to do.
    let description: String

    /// Creates a failure.
    init(_ description: String) {
        self.description = description
    }
}
