package chat.inmemory;

import chat.service.ContactNumbers;
import chat.service.Profiles;
import chat.service.ProfilesContract;
import chat.service.Users;

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
