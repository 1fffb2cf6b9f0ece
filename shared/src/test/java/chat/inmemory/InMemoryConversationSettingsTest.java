package chat.inmemory;

import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.ConversationSettingsContract;
import chat.port.Receipts;
import chat.port.Relations;

final class InMemoryConversationSettingsTest implements ConversationSettingsContract {
    private final InMemoryConversations conversations = new InMemoryConversations();

    @Override
    public ConversationSettings settings() {
        return conversations;
    }

    @Override
    public ConversationIndex index() {
        return conversations;
    }

    @Override
    public ConversationList list() {
        return conversations;
    }

    @Override
    public Receipts receipts() {
        return conversations;
    }

    @Override
    public Relations relations() {
        return conversations;
    }
}
