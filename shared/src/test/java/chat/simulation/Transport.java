package chat.simulation;

import chat.domain.DeviceId;
import chat.domain.UserId;

import java.time.Instant;
import java.util.Optional;

/// The device's side of a connection.
interface Transport {
    /// The name of the connection in the trace.
    String name();

    /// Sends a frame if the connection is open.
    void send(String frame);

    /// Closes the connection from the device's side.
    void leave();

    /// Cuts the network: neither side receives anything more, and neither is notified.
    void cut();

    /// The parameters of a handshake.
    record Handshake(
            UserId user, DeviceId device, Optional<Instant> since, Instant tokenExpiresAt) {}

    /// Receives the events of a connection. Nothing is called before [SystemUnderTest#connect] has
    /// returned.
    interface Listener {
        /// A client that does nothing.
        Listener NONE =
                new Listener() {
                    @Override
                    public void opened() {}

                    @Override
                    public void refused() {}

                    @Override
                    public void received(String frame) {}

                    @Override
                    public void closed() {}
                };

        /// Called when the connection is open, so that frames may be sent.
        void opened();

        /// Called when the handshake has failed.
        void refused();

        /// Called when a frame has arrived.
        void received(String frame);

        /// Called when the other side has closed the connection.
        void closed();
    }
}
