package chat.inmemory;

import chat.port.Users;
import chat.port.UsersContract;

final class InMemoryUsersTest implements UsersContract {
    private final InMemoryUsers users = new InMemoryUsers();

    @Override
    public Users users() {
        return users;
    }
}
