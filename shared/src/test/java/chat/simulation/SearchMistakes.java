package chat.simulation;

import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.inmemory.InMemoryServices;
import chat.inmemory.InMemoryTextBlocks;
import chat.port.TextBlocks;
import chat.search.MaintainBlocks;
import chat.simulation.Forwarding.ToBlocks;

import java.util.Optional;

/// Mistakes with the blocks of texts.
final class SearchMistakes {
    private SearchMistakes() {}

    /// A block replaces any version.
    static Ports putWithoutVersion(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Unconditional(TextBlocks to, SimulatedSystem system) implements ToBlocks {
            @Override
            public boolean put(ConversationId conversation, TextBlock block) {
                if (!to.put(conversation, block)) {
                    system.tables().blocks().store(conversation, block);
                }
                return true;
            }
        }
        return ports.with(new Unconditional(ports.blocks(), system));
    }

    /// To settle an operation, the block of its target does not count.
    static Ports blocksNotSettled(Ports ports, Invocation invocation, SimulatedSystem system) {
        record AlwaysRenewed(TextBlocks to, SimulatedSystem system) implements ToBlocks {
            @Override
            public Optional<TextBlock> find(ConversationId conversation, long number) {
                var scratch = new InMemoryTextBlocks();
                new MaintainBlocks(system.tables().log(), scratch, InMemoryServices.LAYOUT)
                        .rebuild(conversation, number);
                return scratch.find(conversation, number);
            }
        }
        return invocation.name().startsWith(SettleFunction.NAME)
                ? ports.with(new AlwaysRenewed(ports.blocks(), system))
                : ports;
    }

    /// A block that is stored is never replaced.
    static Ports blocksNotRenewed(Ports ports, Invocation invocation, SimulatedSystem system) {
        record WrittenOnce(TextBlocks to) implements ToBlocks {
            @Override
            public boolean put(ConversationId conversation, TextBlock block) {
                return block.version() > 1 || to.put(conversation, block);
            }
        }
        return ports.with(new WrittenOnce(ports.blocks()));
    }
}
