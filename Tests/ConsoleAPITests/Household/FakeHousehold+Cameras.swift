import ConsoleAPI
import MonitoringModel

extension FakeHousehold: CameraDesk {
    func cameras() async throws -> [CameraOverview] { try checked().cameras }

    func still(of camera: CameraID, variant: PictureVariant, isAnnotated: Bool) async throws -> StillAnswer {
        let state = try checked()
        guard variant != .picture || state.showsPictures else {
            return .notPermitted("Pictures are not permitted here.")
        }
        return state.stills[variant].map { .jpeg($0 + [isAnnotated ? 1 : 0]) } ?? .nothing
    }

    func profiles() async throws -> ProfileChoice { try checked().profiles }

    func choose(profile: String) async throws { update { $0.profiles.current = profile } }

    func turn(_ name: String, of camera: CameraID, isOn: Bool) async throws {
        guard name != "motion" || isOn else { throw CommandFailure.conflict("People are found by their movement.") }
        update { state in
            for index in state.cameras.indices where state.cameras[index].id == camera {
                state.cameras[index].switches[name] = isOn
            }
        }
    }
}
