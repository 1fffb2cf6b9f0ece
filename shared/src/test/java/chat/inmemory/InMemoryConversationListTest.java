package chat.inmemory;

import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationListContract;
import chat.port.Receipts;

final class InMemoryConversationListTest implements ConversationListContract {
    private final InMemoryConversations conversations = new InMemoryConversations();

    @Override
    public ConversationList list() {
        return conversations;
    }

    @Override
    public ConversationIndex index() {
        return conversations;
    }

    @Override
    public Receipts receipts() {
        return conversations;
    }
}
