package chat.inmemory;

import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.HiddenMessages;
import chat.port.HiddenMessagesContract;

final class InMemoryHiddenMessagesTest implements HiddenMessagesContract {
    private final InMemoryConversations conversations = new InMemoryConversations();
    private final InMemoryHiddenMessages hidden = new InMemoryHiddenMessages(conversations);

    @Override
    public HiddenMessages hidden() {
        return hidden;
    }

    @Override
    public ConversationIndex index() {
        return conversations;
    }

    @Override
    public ConversationList list() {
        return conversations;
    }
}
