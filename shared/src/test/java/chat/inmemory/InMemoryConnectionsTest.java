package chat.inmemory;

import chat.port.Connections;
import chat.port.ConnectionsContract;

final class InMemoryConnectionsTest implements ConnectionsContract {
    private final InMemoryConnections connections = new InMemoryConnections();

    @Override
    public Connections connections() {
        return connections;
    }
}
