/// The words of the field, as values. A value that exists is valid.
///
/// | word | meaning |
/// |---|---|
/// | user | a person, known by the verified `sub` of a token |
/// | device | one installation of a client, with its own store |
/// | connection | one open socket of a device |
/// | conversation | the messages of two users |
/// | peer | the other user of a conversation |
/// | log | a conversation's entries, numbered 1, 2, 3 … without gap: the truth |
/// | entry | one item of the log; a message is an entry |
/// | sequence (`seq`) | an entry's number |
/// | row | what one member sees of a conversation without reading the log |
/// | cursor | the last entry a device has acknowledged |
/// | receipt | how far a user has a conversation: delivered, read |
/// | catch-up | sending a device what lies beyond its cursors |
/// | lease | the time until which a connection is believed to be open |
@NullMarked
package chat.domain;

import org.jspecify.annotations.NullMarked;
