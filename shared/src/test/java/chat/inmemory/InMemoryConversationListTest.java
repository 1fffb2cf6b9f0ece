package chat.inmemory;

import chat.service.ConversationIndex;
import chat.service.ConversationList;
import chat.service.ConversationListContract;
import chat.service.Receipts;

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
