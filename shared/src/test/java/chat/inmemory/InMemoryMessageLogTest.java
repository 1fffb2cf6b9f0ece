package chat.inmemory;

import chat.port.FoldContract;
import chat.port.MessageLog;
import chat.port.MessageLogContract;

final class InMemoryMessageLogTest implements MessageLogContract, FoldContract {
    private final InMemoryMessageLog log = new InMemoryMessageLog();

    @Override
    public MessageLog log() {
        return log;
    }
}
