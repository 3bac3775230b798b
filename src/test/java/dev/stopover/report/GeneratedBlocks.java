package dev.stopover.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The generated blocks of a page: what stands between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. The rest
 * is written by people.
 */
final class GeneratedBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- generated: ([^>]+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private GeneratedBlocks() {}

    static List<String> names(String page) {
        return BLOCK.matcher(page).results().map(match -> match.group(2)).toList();
    }

    /** The page with every block made anew, and those that it lacks at its end. */
    static String renewed(String page, Map<String, String> blocks) {
        Matcher matcher = BLOCK.matcher(page);
        List<String> unknown = new ArrayList<>();
        String renewed = matcher.replaceAll(match -> {
            String text = blocks.get(match.group(2));
            if (text == null) {
                unknown.add(match.group(2));
                return Matcher.quoteReplacement(match.group());
            }
            return Matcher.quoteReplacement(match.group(1) + "\n" + text + "\n" + match.group(3));
        });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("nothing generates " + unknown);
        }
        StringBuilder complete = new StringBuilder(renewed);
        List<String> present = names(page);
        blocks.forEach((name, text) -> {
            if (!present.contains(name)) {
                complete.append("\n## ")
                        .append(name)
                        .append("\n\n<!-- generated: ")
                        .append(name)
                        .append(" -->\n\n")
                        .append(text)
                        .append("\n<!-- end -->\n");
            }
        });
        return complete.toString();
    }
}
