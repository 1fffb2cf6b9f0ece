package chat.inmemory;

import chat.domain.ConnectionId;
import chat.port.Gateway;
import chat.port.GatewayContract;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

final class InMemoryGatewayTest implements GatewayContract {
    private final InMemoryGateway gateway = new InMemoryGateway();
    private final AtomicInteger opened = new AtomicInteger();

    @Override
    public Gateway gateway() {
        return gateway;
    }

    @Override
    public ConnectionId open() {
        var id = new ConnectionId("socket-" + opened.incrementAndGet());
        gateway.set(id, InMemoryGateway.Socket.OPEN);
        return id;
    }

    @Override
    public ConnectionId closed() {
        ConnectionId id = open();
        gateway.set(id, InMemoryGateway.Socket.GONE);
        return id;
    }

    @Override
    public List<String> received(ConnectionId connection, int count) {
        return gateway.frames(connection);
    }
}
