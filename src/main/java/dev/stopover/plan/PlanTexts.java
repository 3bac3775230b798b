package dev.stopover.plan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    /** The file's text without a byte order mark; a file that is not UTF-8 is a problem and reads as empty. */
    String read(String file) {
        String text = decode(file);
        texts.put(file, text);
        return text;
    }

    private String decode(String file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(folder.content(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(new Position(folder.display(file), 1, 1), "the file is not in UTF-8.", "Save it in UTF-8.");
            return "";
        }
    }

    String hash() {
        return PlanHash.of(texts);
    }
}
