package chat.local.meter;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import java.util.Optional;

/// `GET /dev/meter` and `POST /dev/meter/reset`.
public final class MeterEndpoint implements Endpoint {
    private final Meter meter;

    /// @param meter the meter to show and reset
    public MeterEndpoint(Meter meter) {
        this.meter = meter;
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (request.is("GET", "/dev/meter")) {
            return Optional.of(HttpResponse.json(200, meter.json().toString()));
        }
        if (request.is("POST", "/dev/meter/reset")) {
            meter.reset();
            return Optional.of(HttpResponse.empty(204));
        }
        return Optional.empty();
    }
}
