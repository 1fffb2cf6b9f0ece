package chat.messages;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CONVERSATION;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUp.Outcome;
import chat.domain.ConnectionId;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.Faults.Fault;
import chat.inmemory.Faults.Kind;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.inmemory.Sent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Two users, three devices, random steps and random faults. The seed determines the schedule.
final class RandomChatTest {
    private static final int STEPS = 60;
    private static final List<UserId> USERS = List.of(ALICE, BOB);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Model model = new Model();

    /// The bounds of receipts: not above what some device tried to acknowledge, and not below what
    /// was acknowledged successfully.
    private static final class Model {
        private final Map<UserId, Receipt> tried = new HashMap<>();
        private final Map<UserId, Receipt> done = new HashMap<>();

        void tries(UserId user, Receipt receipt) {
            tried.merge(user, receipt, Model::later);
        }

        void did(UserId user, Receipt receipt) {
            done.merge(user, receipt, Model::later);
        }

        boolean allows(UserId user, Receipt stored) {
            Receipt most = tried.getOrDefault(user, Receipt.NONE);
            Receipt least = done.getOrDefault(user, Receipt.NONE);
            return later(stored, least).equals(stored) && later(stored, most).equals(most);
        }

        private static Receipt later(Receipt one, Receipt other) {
            return new Receipt(
                    Math.max(one.delivered(), other.delivered()),
                    Math.max(one.read(), other.read()));
        }
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allDevicesEndWithTheSameLogAndNoReceiptIsInvented(int seed) {
        var random = new Random(seed);
        List<ClientDevice> devices =
                List.of(
                        new ClientDevice(chat, ALICE, BOB, new DeviceId("alice-phone")),
                        new ClientDevice(chat, BOB, ALICE, new DeviceId("bob-phone")),
                        new ClientDevice(chat, ALICE, BOB, new DeviceId("alice-laptop")));
        devices.subList(0, 2).forEach(this::reconnect);

        for (int step = 0; step < STEPS; step++) {
            step(random, devices.get(random.nextInt(step < STEPS / 2 ? 2 : 3)));
            checkRows();
        }
        // Twice, because messages from the last device are new to the first.
        devices.forEach(this::settle);
        devices.forEach(this::settle);

        checkEnd(devices);
    }

    private void step(Random random, ClientDevice device) {
        int action = random.nextInt(12);
        if (!device.isOnline() || action == 0) {
            device.connect();
            device.catchUp(functions(random));
        } else if (action == 1) {
            device.lose();
        } else if (action == 2) {
            device.set(random.nextBoolean() ? Socket.UNKNOWN : Socket.OPEN);
        } else if (action == 3) {
            chat.ports().clock().advance(Duration.ofSeconds(random.nextInt(1_200)));
        } else if (action == 4) {
            redeliver();
        } else if (action < 7) {
            device.receive();
        } else if (device.isReady() && action < 10) {
            send(random, device);
        } else if (device.isReady() && device.last() > 0) {
            ack(random, device);
        }
    }

    /// Returns functions that may fail or crash at one of their calls.
    private InMemoryChat functions(Random random) {
        if (random.nextInt(3) > 0) {
            return chat;
        }
        List<Kind> kinds = List.of(Kind.values());
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        return chat.with(new Faults(1 + random.nextInt(12), kind));
    }

    private void send(Random random, ClientDevice device) {
        try {
            device.send(functions(random));
        } catch (Fault noReply) {
            assertThat(device.isSending()).isTrue();
        }
    }

    private void ack(Random random, ClientDevice device) {
        long read = random.nextBoolean() ? 0 : 1 + random.nextLong(device.last());
        model.tries(device.user(), new Receipt(device.last(), read));
        try {
            device.ack(functions(random), read);
            model.did(device.user(), new Receipt(device.last(), read));
        } catch (Fault noReply) {
            // The device acknowledges again later.
        }
    }

    private void redeliver() {
        for (Request request : chat.ports().redelivery().takeAll()) {
            Instant deadline = chat.now().plusSeconds(1);
            UserId user = request.user();
            ConnectionId connection = request.connection();
            var outcome = chat.services().redeliver().handle(user, connection, 1, deadline);
            if (outcome == Outcome.UNFINISHED) {
                chat.ports().redelivery().add(user, connection);
            }
        }
    }

    private void reconnect(ClientDevice device) {
        device.connect();
        device.catchUp(chat);
        device.receive();
    }

    private void settle(ClientDevice device) {
        reconnect(device);
        while (device.isSending()) {
            device.send(chat);
            device.receive();
        }
        if (device.last() > 0) {
            model.tries(device.user(), new Receipt(device.last(), device.last()));
            device.ack(chat, device.last());
            model.did(device.user(), new Receipt(device.last(), device.last()));
        }
    }

    private void checkRows() {
        List<Entry> log = chat.ports().log().entries(CONVERSATION);
        for (UserId user : USERS) {
            UserId peer = user.equals(ALICE) ? BOB : ALICE;
            Optional<ConversationRow> own = chat.ports().conversations().find(user, peer);
            Optional<ConversationRow> peerRow = chat.ports().conversations().find(peer, user);
            peerRow.map(ConversationRow::peerReceipt)
                    .ifPresent(r -> assertThat(model.allows(user, r)).isTrue());
            own.map(ConversationRow::receipt)
                    .ifPresent(r -> assertThat(model.allows(user, r)).isTrue());
            own.ifPresent(row -> assertThat(row.unread()).isEqualTo(unread(row, log)));
        }
    }

    private static long unread(ConversationRow row, List<Entry> log) {
        return log.stream()
                .filter(entry -> entry.from().equals(row.peer()))
                .filter(entry -> entry.seq() <= row.lastSeq())
                .filter(entry -> entry.seq() > row.receipt().read())
                .count();
    }

    private void checkEnd(List<ClientDevice> devices) {
        List<Entry> log = chat.ports().log().entries(CONVERSATION);
        List<String> ids = log.stream().map(entry -> entry.clientMessageId().value()).toList();
        long end = log.size();
        assertThat(log)
                .extracting(Entry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, end).boxed().toList());
        assertThat(Sent.isChain(log)).isTrue();
        assertThat(ids).doesNotHaveDuplicates();
        var accepted = new HashSet<Long>();
        for (ClientDevice device : devices) {
            int base = Math.toIntExact(device.base().orElseThrow());
            assertThat(device.held()).isEqualTo(ids.subList(base, log.size()));
            assertThat(accepted.addAll(device.accepted()) || device.accepted().isEmpty()).isTrue();
        }
        assertThat(accepted).hasSize(log.size());
        for (UserId user : USERS) {
            UserId peer = user.equals(ALICE) ? BOB : ALICE;
            ConversationRow row = chat.ports().conversations().find(user, peer).orElseThrow();
            assertThat(row.lastSeq()).isEqualTo(end);
            assertThat(row.receipt()).isEqualTo(new Receipt(end, end));
            assertThat(row.peerReceipt()).isEqualTo(new Receipt(end, end));
            assertThat(row.unread()).isZero();
        }
    }
}
