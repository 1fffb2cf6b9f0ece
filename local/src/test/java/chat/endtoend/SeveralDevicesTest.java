package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;
import java.util.stream.LongStream;

@ExtendWith(RunningChat.Shared.class)
final class SeveralDevicesTest {
    private final RunningChat chat;
    private final String alice = RunningChat.person("alice");
    private final String bob = RunningChat.person("bob");

    SeveralDevicesTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void everyDeviceEndsUpWithTheSameLog() {
        try (var alicePhone = chat.connect(alice, "phone");
                var aliceLaptop = chat.connect(alice, "laptop");
                var bobPhone = chat.connect(bob, "phone")) {
            alicePhone.next("caughtUp");
            aliceLaptop.next("caughtUp");
            chat.connect(bob, "laptop").close();

            alicePhone.say(bob, "one");
            bobPhone.awaitLog(alice, 1).say(alice, "two");
            aliceLaptop.awaitLog(bob, 2).say(bob, "three");

            try (var bobLaptop = chat.connect(bob, "laptop")) {
                bobLaptop.catchUp();
                bobPhone.ask("sync", "cursors", Map.of(alice, 0));
                alicePhone.ask("sync", "cursors", Map.of(bob, 0));
                aliceLaptop.ask("sync", "cursors", Map.of(bob, 0));

                assertThat(bobLaptop.texts(alice)).containsExactly("one", "two", "three");
                assertThat(bobPhone.log(alice)).isEqualTo(bobLaptop.log(alice));
                assertThat(alicePhone.log(bob)).isEqualTo(bobLaptop.log(alice));
                assertThat(aliceLaptop.log(bob)).isEqualTo(bobLaptop.log(alice));
            }
        }
    }

    @Test
    void readingOnOneDeviceMovesTheCursorOnTheOther() {
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone");
                var laptop = chat.connect(bob, "laptop")) {
            phone.next("caughtUp");
            laptop.next("caughtUp");
            sender.say(bob, "hi");

            phone.awaitLog(alice, 1).ack(alice, "read", 1);

            var cursor = laptop.next("cursor");
            assertThat(cursor.get("peer").asText()).isEqualTo(alice);
            assertThat(cursor.get("read").asLong()).isEqualTo(1);
            assertThat(phone.untaken("cursor")).isZero();
        }
    }

    @Test
    void aNewPhoneGetsTheLastPageAndUndeliveredEntriesAndAcknowledgesNothingElse() {
        int known = 80;
        int waiting = 5;
        try (var sender = chat.connect(alice, "phone")) {
            sender.next("caughtUp");
            try (var old = chat.connect(bob, "old")) {
                old.next("caughtUp");
                LongStream.range(0, known).forEach(i -> sender.say(bob, "message " + i));
                old.awaitLog(alice, known).acknowledgeAll();
                sender.awaitReceipt(bob, known, 0);
            }
            LongStream.range(0, waiting).forEach(i -> sender.say(bob, "waiting " + i));

            try (var phone = chat.connect(bob, "new")) {
                phone.next("caughtUp");
                assertThat(phone.log(alice).keySet())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(known + waiting - 49, known + waiting)
                                        .boxed()
                                        .toList());
                assertThat(phone.all("messages").getFirst().get("after").asLong())
                        .isEqualTo(known + waiting - 50);
                assertThat(sender.all("receipt"))
                        .allMatch(receipt -> receipt.get("delivered").asLong() <= known);
            }
        }
    }

    @Test
    void aReturningDeviceGetsAConversationThatTookPlaceWhileItWasOffline() {
        int messages = 70;
        chat.connect(bob, "tablet").close();
        try (var sender = chat.connect(alice, "phone");
                var phone = chat.connect(bob, "phone")) {
            phone.next("caughtUp");
            LongStream.range(0, messages).forEach(i -> sender.say(bob, "message " + i));
            phone.awaitLog(alice, messages).ack(alice, "read", messages);

            try (var tablet = chat.connect(bob, "tablet")) {
                tablet.catchUp();

                assertThat(tablet.log(alice)).isEqualTo(phone.log(alice));
            }
        }
    }
}
