package chat.local.gateway;

/// A socket whose messages pass a [Wire].
record WiredSocket(Socket socket, Connection connection, Wire wire) implements Socket {
    @Override
    public SendResult send(String text, Runnable beforeWrite) {
        return switch (wire.pass(connection.id(), connection.user())) {
            case THROUGH -> socket.send(text, beforeWrite);
            case LOST -> {
                beforeWrite.run();
                yield SendResult.SENT;
            }
            case BROKEN -> {
                beforeWrite.run();
                socket.disconnect();
                yield SendResult.SENT;
            }
        };
    }

    @Override
    public void close(CloseStatus status) {
        socket.close(status);
    }

    @Override
    public void disconnect() {
        socket.disconnect();
    }
}
