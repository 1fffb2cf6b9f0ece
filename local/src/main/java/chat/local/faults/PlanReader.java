package chat.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Reads the document of `POST /dev/faults`. Unknown names are errors, so that a fault with a
/// typing mistake is not silently ignored.
///
/// @param names the names that its filters may use
record PlanReader(StackNames names) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> COMMON = Set.of("do", "probability", "times");

    /// @throws IllegalArgumentException if the document is invalid; the message names the error
    Plan read(String document) {
        JsonNode json;
        try {
            json = JSON.readTree(document);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the body is not JSON", notJson);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        var known = new HashSet<>(Set.of("seed", "cut"));
        var faults = new EnumMap<Section, List<Fault>>(Section.class);
        for (Section section : Section.values()) {
            known.add(section.key());
            faults.put(section, section(section, json.path(section.key())));
        }
        checkNames("", json, known);
        var chance = json.has("seed") ? new Random(whole("seed", json.get("seed"))) : new Random();
        return new Plan(faults, chance, flag("cut", json.path("cut")));
    }

    private List<Fault> section(Section section, JsonNode json) {
        if (!json.isMissingNode() && !json.isArray()) {
            throw new IllegalArgumentException(section.key() + " is not a list");
        }
        var faults = new ArrayList<Fault>();
        for (JsonNode fault : json) {
            faults.add(fault(section, "%s[%d]".formatted(section.key(), faults.size()), fault));
        }
        return faults;
    }

    private Fault fault(Section section, String place, JsonNode json) {
        String effect = json.path("do").asText();
        if (!section.effects().contains(effect)) {
            throw new IllegalArgumentException(
                    "%s.do is not one of %s: '%s'"
                            .formatted(place, sorted(section.effects()), effect));
        }
        var known = new HashSet<>(COMMON);
        known.addAll(section.filters());
        Effect read = effect(effect, place, json, known);
        checkNames(place + ".", json, known);
        Map<String, String> where = where(section, place, json);
        checkPoint(place, where, read);
        long times =
                json.has("times") ? whole(place + ".times", json.get("times")) : Long.MAX_VALUE;
        return new Fault(where, read, probability(place, json.path("probability")), times);
    }

    private Map<String, String> where(Section section, String place, JsonNode json) {
        var where = new HashMap<String, String>();
        for (String filter : section.filters()) {
            if (json.has(filter)) {
                String name = text(place + "." + filter, json.get(filter));
                names.of(section, filter)
                        .filter(known -> !known.contains(name))
                        .ifPresent(
                                known -> {
                                    throw new IllegalArgumentException(
                                            "%s.%s is unknown: '%s'; known are %s"
                                                    .formatted(place, filter, name, sorted(known)));
                                });
                where.put(filter, name);
            }
        }
        if (section == Section.INVOCATIONS) {
            where.putIfAbsent("point", "start");
        }
        return where;
    }

    private static double probability(String place, JsonNode chance) {
        double probability = chance.isMissingNode() ? 1 : chance.asDouble(-1);
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException(place + ".probability is not between 0 and 1");
        }
        return probability;
    }

    private static Effect effect(String name, String place, JsonNode json, Set<String> known) {
        return switch (name) {
            case "fail" -> new Effect.Fail();
            case "kill" -> new Effect.Kill();
            case "drop" -> new Effect.Drop();
            case "lose" -> new Effect.Lose();
            case "halfOpen" -> new Effect.HalfOpen();
            case "cut" -> new Effect.Cut();
            case "duplicate" -> new Effect.Duplicate();
            case "split" -> new Effect.Split();
            case "throttle" -> new Effect.Throttle();
            case "delay" -> {
                known.add("milliseconds");
                yield new Effect.Delay(
                        Duration.ofMillis(
                                whole(place + ".milliseconds", json.path("milliseconds"))));
            }
            case "answer" -> {
                known.add("status");
                yield new Effect.Answer(status(place + ".status", json.path("status")));
            }
            default ->
                    throw new IllegalStateException(
                            name + " is declared by a section but not supported");
        };
    }

    /// At a call, a function can only be killed or delayed; a failing call is a fault of `tables`
    /// or `pushes`.
    private static void checkPoint(String place, Map<String, String> where, Effect effect) {
        String point = where.getOrDefault("point", "start");
        if (point.equals("start") || point.equals("end")) {
            return;
        }
        if (effect instanceof Effect.Fail) {
            throw new IllegalArgumentException(
                    place
                            + ".do: at a call a function can only be killed or delayed; to make the"
                            + " call fail, use tables or pushes");
        }
    }

    private static void checkNames(String place, JsonNode json, Set<String> known) {
        json.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw new IllegalArgumentException(
                                        "%s%s is unknown; known are %s"
                                                .formatted(place, name, sorted(known)));
                            }
                        });
    }

    private static String text(String place, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(place + " is not a text");
        }
        return value.textValue();
    }

    private static long whole(String place, JsonNode value) {
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException(place + " is not a whole number from 0 on");
        }
        return value.longValue();
    }

    private static int status(String place, JsonNode value) {
        if (!value.isInt() || value.intValue() < 200 || value.intValue() > 599) {
            throw new IllegalArgumentException(place + " is not a status between 200 and 599");
        }
        return value.intValue();
    }

    private static boolean flag(String place, JsonNode value) {
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException(place + " is not true or false");
        }
        return value.asBoolean();
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
