package chat.simulation;

import chat.delivery.Sync;
import chat.domain.Caller;
import chat.domain.Salt;
import chat.inmemory.InMemoryServices;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.HideMessages;
import chat.messages.Operations;
import chat.messages.SendMessage;
import chat.protocol.ClientFrame;
import chat.protocol.Hide;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.Rejected;
import chat.search.MaintainBlocks;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The Lambda functions of messages: `sendMessage`, `ack`, `sync` and `conversation`.
final class MessageFunctions {
    private final SimulatedSystem system;
    private final LambdaFunctions functions;
    private long salts;

    MessageFunctions(SimulatedSystem system, LambdaFunctions functions) {
        this.system = system;
        this.functions = functions;
    }

    ServerFrame send(Invocation invocation, Caller caller, ClientFrame.SendMessage frame) {
        Instant now = invocation.clock().instant();
        if (LambdaFunctions.isOver(caller, now)) {
            return LambdaFunctions.tokenExpired(frame)
                    .about(frame.to())
                    .about(frame.clientMessageId());
        }
        Ports ports = functions.ports(invocation);
        var append = new Append(ports.log(), this::salt, invocation.backoff());
        var send =
                new SendMessage(
                        append,
                        ports.index(),
                        operations(invocation, ports),
                        new Admission(ports.people(), system.limits(), InMemoryServices.RULES),
                        DeliveryFunctions.push(invocation, ports),
                        invocation.parallel());
        return system.alteration().send(append, send, system).handle(caller, frame, now);
    }

    static Operations operations(Invocation invocation, Ports ports) {
        return new Operations(ports.log(), ports.index(), blocks(ports), invocation.parallel());
    }

    static MaintainBlocks blocks(Ports ports) {
        return new MaintainBlocks(ports.log(), ports.blocks(), InMemoryServices.LAYOUT);
    }

    List<ServerFrame> ack(Invocation invocation, Caller caller, ClientFrame.Ack frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = functions.refusal(caller, frame, now);
        if (refused.isPresent()) {
            return List.of(refused.get());
        }
        Ports ports = functions.ports(invocation);
        return new Acknowledge(
                        ports.log(),
                        ports.receipts(),
                        ports.people(),
                        DeliveryFunctions.push(invocation, ports),
                        invocation.parallel())
                .handle(caller, frame, now);
    }

    ServerFrame change(Invocation invocation, Caller caller, ClientFrame.Conversation frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = functions.refusal(caller, frame, now);
        if (refused.isPresent()) {
            return refused.get().about(frame.peer());
        }
        Ports ports = functions.ports(invocation);
        return new ChangeConversation(
                        ports.settings(),
                        ports.receipts(),
                        ports.people(),
                        DeliveryFunctions.push(invocation, ports),
                        ports.presence().announcements(),
                        system.limits())
                .handle(caller, frame, now);
    }

    ServerFrame hide(Invocation invocation, Caller caller, Hide frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = functions.refusal(caller, frame, now);
        if (refused.isPresent()) {
            return refused.get().about(frame.peer());
        }
        Ports ports = functions.ports(invocation);
        return new HideMessages(
                        ports.hidden(), ports.log(), DeliveryFunctions.push(invocation, ports))
                .handle(caller, frame, now);
    }

    List<ServerFrame> sync(Invocation invocation, Caller caller, ClientFrame.Sync frame) {
        Instant now = invocation.clock().instant();
        Optional<Rejected> refused = functions.refusal(caller, frame, now);
        if (refused.isPresent()) {
            return List.of(refused.get());
        }
        Ports ports = functions.ports(invocation);
        return new Sync(
                        ports.connections(),
                        DeliveryFunctions.catchUp(invocation, ports),
                        ports.redelivery(),
                        ports.gateway())
                .handle(caller, frame, now)
                .<List<ServerFrame>>map(List::of)
                .orElse(List.of());
    }

    private Salt salt() {
        return Salt.of(ByteBuffer.allocate(Salt.BYTES).putLong(Long.BYTES, ++salts).array());
    }
}
