package chat.inmemory;

import chat.service.MessageLog;
import chat.service.MessageLogContract;

final class InMemoryMessageLogTest implements MessageLogContract {
    private final InMemoryMessageLog log = new InMemoryMessageLog();

    @Override
    public MessageLog log() {
        return log;
    }
}
