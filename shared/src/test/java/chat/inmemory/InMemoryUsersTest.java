package chat.inmemory;

import chat.service.Users;
import chat.service.UsersContract;

final class InMemoryUsersTest implements UsersContract {
    private final InMemoryUsers users = new InMemoryUsers();

    @Override
    public Users users() {
        return users;
    }
}
