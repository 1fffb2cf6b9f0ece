/// A simulation of the whole system with faults: the real services over the in-memory adapters, a
/// gateway, a stream and a queue that misbehave as AWS's may, and clients that keep the rules of
/// `docs/protocol.md`. One seed decides everything that happens; time is virtual.
///
/// | class | what it is |
/// |---|---|
/// | [chat.simulation.World] | one simulated system, from its seed on |
/// | [chat.simulation.Loop], [chat.simulation.Coroutine] | who runs next, and when |
/// | [chat.simulation.Fault], [chat.simulation.Dice] | what goes wrong, and how often |
/// | [chat.simulation.Invocation], [chat.simulation.Functions], [chat.simulation.PresenceFunctions] | the Lambda functions |
/// | [chat.simulation.Network], [chat.simulation.ConnectionsStream], [chat.simulation.Queue], [chat.simulation.AnnouncementQueue] | API Gateway, the Connections stream, the redelivery queue, the announcement queue |
/// | [chat.simulation.Surroundings] | what clients and checker see of the system: simulated, or running |
/// | [chat.simulation.Device], [chat.simulation.Session], [chat.simulation.Inbox], [chat.simulation.Outbox], [chat.simulation.Acks] | a client |
/// | [chat.simulation.Choices], [chat.simulation.Watches] | what its user sets, and whose presence it watches |
/// | [chat.simulation.Story], [chat.simulation.Whims] | what the users of a history do, and what they set and watch |
/// | [chat.simulation.Checker], [chat.simulation.Settled] | what must hold at every moment, and at the end |
/// | [chat.simulation.Discretion], [chat.simulation.SettledChoices] | likewise, of what people have set: blocks, privacy, presence |
/// | [chat.simulation.Alteration], [chat.simulation.Mistake] | what may differ from the real system: to prove the checker, or to make something happen at a certain call |
@NullMarked
package chat.simulation;

import org.jspecify.annotations.NullMarked;
