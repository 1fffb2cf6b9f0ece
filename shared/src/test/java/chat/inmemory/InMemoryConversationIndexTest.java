package chat.inmemory;

import chat.service.ConversationIndex;
import chat.service.ConversationIndexContract;
import chat.service.Receipts;

final class InMemoryConversationIndexTest implements ConversationIndexContract {
    private final InMemoryConversations conversations = new InMemoryConversations();

    @Override
    public ConversationIndex index() {
        return conversations;
    }

    @Override
    public Receipts receipts() {
        return conversations;
    }
}
