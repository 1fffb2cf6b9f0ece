package chat.simulation;

/// The device's side of a simulated socket.
record SimulatedTransport(Network network, Socket socket) implements Transport {
    @Override
    public String name() {
        return socket.id().value();
    }

    @Override
    public void send(String frame) {
        network.send(socket, frame);
    }

    @Override
    public void leave() {
        network.leave(socket);
    }

    @Override
    public void cut() {
        network.cut(socket);
    }
}
