package chat.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.UserId;
import chat.dynamodb.Seed;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The cost of a connect without news depends on recent activity, not on the number of
/// conversations.
@ExtendWith(RunningChat.Own.class)
final class ConnectCostTest {
    private final long longAgo = LocalDate.now(ZoneOffset.UTC).toEpochDay() - 30;

    private final RunningChat chat;

    ConnectCostTest(RunningChat chat) {
        this.chat = chat;
    }

    @Test
    void aConnectWithoutNewsCostsTheSameWith10And1000And10000Conversations() {
        var costs = new ArrayList<Double>();
        for (int conversations : List.of(10, 1_000, 10_000)) {
            String user = RunningChat.person("busy");
            try (var tables = chat.tables()) {
                new Seed(tables).rows("Conversations", new UserId(user), conversations, longAgo);
            }
            try (var phone = chat.connect(user, "phone")) {
                phone.next("caughtUp");
            }

            costs.add(Math.min(cost(user), Math.min(cost(user), cost(user))));
        }

        assertThat(costs).containsOnly(costs.getFirst());
    }

    /// The read units of a connect: the minimum of several counts, because on a busy machine the
    /// end of the previous connection may be counted, or a catch-up may restart.
    private double cost(String user) {
        chat.resetMeter();
        String since = "&since=" + Instant.now().toEpochMilli();
        try (var phone = chat.connect(user, "phone", since)) {
            assertThat(phone.next("caughtUp").get("more").asBoolean()).isFalse();
            return readUnits(chat.awaitQuiet());
        }
    }

    private static double readUnits(JsonNode meter) {
        double units = 0;
        for (JsonNode table : meter.get("tables")) {
            units += table.get("readUnits").asDouble();
        }
        return units;
    }
}
