/// The terms of the domain as value types. Every instance is valid.
///
/// | word | meaning |
/// |---|---|
/// | user | a person, known by the verified `sub` of a token |
/// | device | one installation of a client, with its own store |
/// | connection | one open socket of a device |
/// | conversation | the messages of two users |
/// | peer | the other user of a conversation |
/// | log | a conversation's entries, numbered 1, 2, 3 … without gaps; the source of truth |
/// | entry | one item of the log; a message is an entry |
/// | sequence (`seq`) | an entry's number |
/// | row | one member's summary of a conversation; it moves when one of its numbers or settings changes |
/// | cursor | the last entry a device has acknowledged |
/// | receipt | the last entries of a conversation that a user has received and read |
/// | catch-up | sending a device the entries beyond its cursors |
/// | lease | the time until which a connection is assumed to be open |
@NullMarked
package chat.domain;

import org.jspecify.annotations.NullMarked;
