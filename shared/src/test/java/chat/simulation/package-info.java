/// A deterministic simulation of the whole system with faults. One seed determines everything that
/// happens; time is virtual. The services and the in-memory adapters are real; the gateway, the
/// stream, the queues and the clients are simulated.
///
/// | part | classes | to add |
/// |---|---|---|
/// | scenario: what users and devices do | [RandomHistory], [RandomSettings], [ScenarioTest] | a kind of history: `RandomHistory.Kind`; a fixed history: `ScenarioTest` |
/// | faults | [Fault], [FaultRates], [SeededRandom] | a fault: a constant of `Fault`, and `system.injects(…)` where it happens |
/// | client | [Device], [Session], [Inbox], [Outbox], [Acks], [SettingsOutbox], [PresenceSubscriber]; stored: [DeviceStore], [ConversationReplica] | a rule of the protocol |
/// | AWS | [Network], [TableStream], [SimulatedRedeliveryQueue], [SimulatedAnnouncementQueue], [LambdaFunctions], [PresenceFunctions] | a route or trigger |
/// | ports with faults | [FaultyPorts], [FaultyPresence], [Invocation] | a call of a port |
/// | checkers | at every moment: [InvariantChecker], [PrivacyChecker]; at the end: [QuiescenceChecker], [SettingsQuiescenceChecker] | a guarantee |
/// | deliberate mistakes | [Mistake] and the classes `…Mistakes`, by [Alteration] and [Forwarding] | a mistake that proves a new check: a constant of `Mistake` |
/// | engine | [SimulatedSystem], [EventLoop], [Coroutine], [Simulation], [Trace] | |
///
/// Clients and checkers see the system only as [SystemUnderTest], so that `ChaosTest` (in `local`)
/// runs them against the running stack.
@NullMarked
package chat.simulation;

import org.jspecify.annotations.NullMarked;
