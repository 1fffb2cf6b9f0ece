package chat.inmemory;

import chat.service.Connections;
import chat.service.ConnectionsContract;

final class InMemoryConnectionsTest implements ConnectionsContract {
    private final InMemoryConnections connections = new InMemoryConnections();

    @Override
    public Connections connections() {
        return connections;
    }
}
