package chat.inmemory;

import chat.service.ConversationIndex;
import chat.service.ConversationList;
import chat.service.ConversationSettings;
import chat.service.ConversationSettingsContract;
import chat.service.Receipts;
import chat.service.Relations;

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
