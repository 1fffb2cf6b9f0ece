package chat.simulation;

/// A device's end of a simulated socket.
record Wire(Network network, Socket socket) implements Line {
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
