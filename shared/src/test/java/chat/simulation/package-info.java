/// A simulation of the whole system with faults: the real services over the in-memory adapters, a
/// gateway, a stream and a queue that misbehave as AWS's may, and clients that keep the rules of
/// `docs/protocol.md`. One seed decides everything that happens; time is virtual.
///
/// | class | what it is |
/// |---|---|
/// | [chat.simulation.World] | one simulated system, from its seed on |
/// | [chat.simulation.Loop], [chat.simulation.Coroutine] | who runs next, and when |
/// | [chat.simulation.Fault], [chat.simulation.Dice] | what goes wrong, and how often |
/// | [chat.simulation.Invocation], [chat.simulation.Functions] | the Lambda functions |
/// | [chat.simulation.Network], [chat.simulation.Stream], [chat.simulation.Queue] | API Gateway, the Connections stream, the redelivery queue |
/// | [chat.simulation.Device] | a client |
/// | [chat.simulation.Story] | what the users of a history do |
/// | [chat.simulation.Checker] | what must hold |
/// | [chat.simulation.Bug] | deliberate mistakes, to prove the checker |
@NullMarked
package chat.simulation;

import org.jspecify.annotations.NullMarked;
