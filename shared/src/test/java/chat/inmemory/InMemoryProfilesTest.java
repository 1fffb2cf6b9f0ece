package chat.inmemory;

import chat.port.ContactNumbers;
import chat.port.Profiles;
import chat.port.ProfilesContract;
import chat.port.Users;

final class InMemoryProfilesTest implements ProfilesContract {
    private final InMemoryUsers users = new InMemoryUsers();

    @Override
    public Profiles profiles() {
        return users;
    }

    @Override
    public ContactNumbers numbers() {
        return users;
    }

    @Override
    public Users users() {
        return users;
    }
}
