package dev.stopover.plan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a plan that were read, decoded; their hash is the plan's. */
final class PlanTexts {
    private final PlanFolder folder;
    private final Problems problems;
    private final SortedMap<String, String> texts = new TreeMap<>();

    PlanTexts(PlanFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The file's text without a byte order mark; absent, with a problem added, when it is not UTF-8. */
    Optional<String> read(String file) {
        Optional<String> text = decode(file);
        text.ifPresent(read -> texts.put(file, read));
        return text;
    }

    private Optional<String> decode(String file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(folder.content(file)))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(new Position(folder.display(file), 1, 1), "the file is not in UTF-8.", "Save it in UTF-8.");
            return Optional.empty();
        }
    }

    String hash() {
        return PlanHash.of(texts);
    }
}
