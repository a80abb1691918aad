import Foundation
import MonitoringModel

/// Tells a posture from a body's numbers: one hidden layer, weights from `scripts/train-posture`.
enum PostureNetwork {
    /// The postures that it tells apart, in the order of its outputs.
    static let postures: [Posture] = [.upright, .sitting, .bending, .kneeling, .lying]

    /// Returns how likely each of ``postures`` is; the sum is 1.
    static func shares(of features: PostureFeatures) -> [Double] {
        let hidden = layer(features.values, PostureWeights.inner, PostureWeights.innerBias).map(tanh)
        let scores = layer(hidden, PostureWeights.outer, PostureWeights.outerBias)
        let greatest = scores.max() ?? 0
        let sizes = scores.map { exp($0 - greatest) }
        let sum = sizes.reduce(0, +)
        return sizes.map { $0 / sum }
    }

    /// Returns the biases plus each input times its row of weights.
    private static func layer(_ inputs: [Double], _ weights: [Double], _ biases: [Double]) -> [Double] {
        var result = biases
        for (row, input) in inputs.enumerated() {
            for column in result.indices { result[column] += input * weights[row * result.count + column] }
        }
        return result
    }
}
