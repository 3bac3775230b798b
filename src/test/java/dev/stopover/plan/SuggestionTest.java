package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "colums, Did you mean \"columns\"?",
        "Columns, Did you mean \"columns\"?",
        "form, Did you mean \"from\"?",
        "on_conflict, Did you mean \"on-conflict\"?",
        "x, 'Known: columns, from, on-conflict.'",
        "colour, 'Known: columns, from, on-conflict.'"
    })
    void namesTheNearestOrElseAll(String unknown, String sentence) {
        assertThat(Suggestion.among(unknown, List.of("from", "on-conflict", "columns")))
                .isEqualTo(sentence);
    }
}
