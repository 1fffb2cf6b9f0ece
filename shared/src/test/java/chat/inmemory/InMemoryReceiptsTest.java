package chat.inmemory;

import chat.service.ConversationIndex;
import chat.service.Receipts;
import chat.service.ReceiptsContract;

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
