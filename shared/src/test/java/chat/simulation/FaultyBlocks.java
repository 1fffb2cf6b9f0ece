package chat.simulation;

import chat.domain.ConversationId;
import chat.domain.TextBlock;
import chat.port.TextBlocks;

import java.util.Optional;

/// The blocks of texts for one invocation: each call takes time and may fail.
record FaultyBlocks(Invocation invocation, SimulatedSystem system, TextBlocks to)
        implements TextBlocks {
    @Override
    public Optional<TextBlock> find(ConversationId conversation, long number) {
        return invocation.call("block " + number, () -> to.find(conversation, number));
    }

    @Override
    public boolean put(ConversationId conversation, TextBlock block) {
        FaultyConversations.slow(invocation, system);
        return invocation.call(
                "put block " + block.number() + " version " + block.version(),
                () -> to.put(conversation, block));
    }

    @Override
    public Part newest(ConversationId conversation, long first, long last) {
        return invocation.call("blocks", () -> to.newest(conversation, first, last));
    }
}
