package dev.stopover.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Makes JSON trees; trees need no reflection, so they are the same in the binary. Absent values are left out. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> element) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(value -> array.add(element.apply(value)));
        return array;
    }

    static ArrayNode strings(Collection<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(array::add);
        return array;
    }

    static void put(ObjectNode object, String name, Optional<?> value) {
        value.ifPresent(present -> {
            if (present instanceof Long whole) {
                object.put(name, whole);
            } else if (present instanceof Integer small) {
                object.put(name, small);
            } else if (present instanceof Double fraction) {
                object.put(name, Math.round(fraction * 10) / 10.0);
            } else {
                object.put(name, present.toString());
            }
        });
    }
}
