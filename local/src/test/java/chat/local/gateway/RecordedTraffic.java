package chat.local.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records the calls.
final class RecordedTraffic implements Traffic {
    final List<String> records = new CopyOnWriteArrayList<>();

    @Override
    public void received(String route, int bytes) {
        records.add("received " + route + " " + bytes);
    }

    @Override
    public void answered(String route, int bytes) {
        records.add("answered " + route + " " + bytes);
    }

    @Override
    public void posted(int bytes) {
        records.add("posted " + bytes);
    }

    @Override
    public void invoked(String route) {
        records.add("invoked " + route);
    }
}
