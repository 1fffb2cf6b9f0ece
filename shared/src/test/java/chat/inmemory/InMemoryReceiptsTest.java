package chat.inmemory;

import chat.port.ConversationIndex;
import chat.port.Receipts;
import chat.port.ReceiptsContract;

final class InMemoryReceiptsTest implements ReceiptsContract {
    private final InMemoryConversations conversations = new InMemoryConversations();

    @Override
    public Receipts receipts() {
        return conversations;
    }

    @Override
    public ConversationIndex index() {
        return conversations;
    }
}
