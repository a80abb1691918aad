import Testing

@testable import HouseholdScenes

@Suite("The seeded generator")
struct SeededGeneratorTests {
    @Test("Seed 0 gives the known first numbers")
    func knownNumbers() {
        var generator = SeededGenerator(seed: 0)
        let numbers = (0..<3).map { _ in generator.next() }
        #expect(numbers == [0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0])
    }

    @Test("Numbers stay in their range and fill it")
    func ranges() {
        var generator = SeededGenerator(seed: 42)
        let numbers = (0..<2000).map { _ in generator.number(in: -2...3) }
        #expect(numbers.allSatisfy { (-2...3).contains($0) })
        #expect(numbers.contains { $0 < -1.9 } && numbers.contains { $0 > 2.9 })
        #expect(Set((0..<200).map { _ in generator.index(below: 5) }) == [0, 1, 2, 3, 4])
        #expect(generator.index(below: 0) == 0)
    }
}
