package chat.simulation;

import chat.domain.Block;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ConversationRow;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.Relation;
import chat.domain.Settings;
import chat.domain.User;
import chat.domain.UserId;
import chat.port.Announcements;
import chat.port.Connections;
import chat.port.ConversationIndex;
import chat.port.Gateway;
import chat.port.Receipts;
import chat.port.RowBuilder;
import chat.port.UserBuilder;
import chat.simulation.Forwarding.ToConnections;
import chat.simulation.Forwarding.ToGateway;
import chat.simulation.Forwarding.ToIndex;
import chat.simulation.Forwarding.ToPeople;
import chat.simulation.Forwarding.ToReceipts;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Mistakes with settings, privacy and presence.
final class PrivacyMistakes {
    private PrivacyMistakes() {}

    /// A change of settings is not pushed to the user's other devices.
    static Ports settingsNotPushed(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Silent(Gateway to) implements ToGateway {
            @Override
            public Answer post(ConnectionId connection, String frame) {
                return Answer.OK;
            }
        }
        return invocation.name().startsWith("conversation")
                ? ports.with(new Silent(ports.gateway()))
                : ports;
    }

    /// The recipient's block is not read.
    static Ports blockNotRead(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NoBlockRead(ConversationIndex to) implements ToIndex {
            @Override
            public Optional<ConversationRow> find(UserId user, UserId peer) {
                return to.find(user, peer)
                        .map(row -> RowBuilder.from(row).settings(Settings.NONE).build());
            }
        }
        return ports.with(new NoBlockRead(ports.index()));
    }

    /// A block is not written to the blocked user's row.
    static Ports blockNotWritten(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NoPeerBlock(Receipts to) implements ToReceipts {
            @Override
            public void setPeerBlock(UserId user, UserId peer, Block block) {}
        }
        return ports.with(new NoPeerBlock(ports.receipts()));
    }

    /// Unread counts all entries after the last one read, including the user's own.
    static Ports unreadCountedBySeq(Ports ports, Invocation invocation, SimulatedSystem system) {
        record UnreadBySeq(Receipts to) implements ToReceipts {
            @Override
            public Advanced advanceOwn(UserId user, UserId peer, Progress progress, Instant now) {
                var numbered =
                        new Progress(
                                progress.device(),
                                progress.delivered(),
                                progress.read(),
                                progress.read().isPresent()
                                        ? OptionalLong.of(progress.read().getAsLong())
                                        : OptionalLong.empty());
                return to.advanceOwn(user, peer, numbered, now);
            }
        }
        return ports.with(new UnreadBySeq(ports.receipts()));
    }

    /// The user's read receipts setting is not read.
    static Ports readNotHidden(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NothingHidden(Ports.People to) implements ToPeople {
            @Override
            public Optional<User> findEventual(UserId id) {
                return Optional.empty();
            }
        }
        return ports.with(new NothingHidden(ports.people()));
    }

    /// A catch-up uses the privacy setting from when the connection began.
    static Ports privacyOfOldRecords(Ports ports, Invocation invocation, SimulatedSystem system) {
        record OldReadReceipts(Connections to) implements ToConnections {
            @Override
            public Optional<Connection> opened(UserId user, ConnectionId id, Instant openAt) {
                return to.opened(user, id, openAt).map(row -> row.withReadReceipts(true));
            }
        }
        return ports.with(new OldReadReceipts(ports.connections()));
    }

    /// Subscribers see presence even if it is hidden.
    static Ports presenceNotHidden(Ports ports, Invocation invocation, SimulatedSystem system) {
        record NothingHidden(Ports.People to) implements ToPeople {
            @Override
            public List<User> find(Collection<UserId> ids) {
                return to.find(ids).stream().map(user -> open(user)).toList();
            }
        }
        return ports.with(new NothingHidden(ports.people()));
    }

    private static User open(User user) {
        return UserBuilder.from(user)
                .privacy(
                        new Privacy(
                                Audience.EVERYONE,
                                Audience.EVERYONE,
                                user.privacy().readReceipts()))
                .build();
    }

    /// Subscribers see presence despite a block.
    static Ports presenceDespiteBlocks(Ports ports, Invocation invocation, SimulatedSystem system) {
        var presence = ports.presence();
        return ports.with(
                new Ports.OfPresence(
                        presence.subscriptions(),
                        (_, peers) -> {
                            var all = new HashMap<UserId, Relation>();
                            peers.forEach(peer -> all.put(peer, Relation.NONE));
                            return all;
                        },
                        presence.announcements()));
    }

    /// The end of a user's last connection is not announced.
    static Ports leavingNotAnnounced(Ports ports, Invocation invocation, SimulatedSystem system) {
        record Silent(Announcements to) implements Announcements {
            @Override
            public void left(UserId user) {}

            @Override
            public void changed(UserId user) {
                to.changed(user);
            }
        }
        var presence = ports.presence();
        return ports.with(
                new Ports.OfPresence(
                        presence.subscriptions(),
                        presence.relations(),
                        new Silent(presence.announcements())));
    }
}
