package chat.inmemory;

import chat.port.ConversationIndex;
import chat.port.ConversationIndexContract;
import chat.port.OperationIndexContract;
import chat.port.Receipts;

final class InMemoryConversationIndexTest
        implements ConversationIndexContract, OperationIndexContract {
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
