package chat.inmemory;

import chat.port.TextBlocks;
import chat.port.TextBlocksContract;

final class InMemoryTextBlocksTest implements TextBlocksContract {
    private final InMemoryTextBlocks blocks = new InMemoryTextBlocks();

    @Override
    public TextBlocks blocks() {
        return blocks;
    }
}
