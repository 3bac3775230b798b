package dev.stopover.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    private static final Map<TokenKind, List<String>> SAMPLES = Map.of(
            TokenKind.WHITESPACE, List.of(" ", "\n", "\t \r\n", "\f", "\u000b"),
            TokenKind.COMMENT, List.of("/* a /* nested */ 'one' */", "/**/", "-- to the end; of 'the line\n".trim()),
            TokenKind.WORD, List.of("select", "größe", "_a1$b", "E", "u", "nb"),
            TokenKind.QUOTED_IDENTIFIER, List.of("\"Name\"", "\"a\"\"b;\"", "U&\"d\\0061t\\+000061\""),
            TokenKind.STRING,
                    List.of(
                            "'it''s; -- no comment'",
                            "'back\\'",
                            "E'it\\'s'",
                            "e'a'\n  'b\\'c'",
                            "U&'\\0441'",
                            "B'101'",
                            "X'1F'",
                            "N'n'",
                            "$$ ; $x$ $$",
                            "$fn$ begin; $$ end $fn$",
                            "$é1$ x $é1$"),
            TokenKind.NUMBER, List.of("1", "1.5", ".5", "1.", "1e10", "1.5E-3", "0x1F", "0b01", "0o17", "1_000"),
            TokenKind.PARAMETER, List.of("$1", "$23"),
            TokenKind.OPERATOR, List.of("+", "->>", "<=", "@>", "?|", "~~*", "||", "<->", "@-"),
            TokenKind.PUNCTUATION, List.of("(", ")", "[", "]", ",", ";", ".", ":", "::", ":=", ".."));

    @Test
    void tellsEverySortOfTokenApart() {
        SAMPLES.forEach((kind, samples) -> samples.forEach(sample -> assertThat(Lexer.tokens("f", sample))
                .as(sample)
                .singleElement()
                .extracting(Token::kind)
                .isEqualTo(kind)));
    }

    @Test
    void givesBackTheTextAndTheTokensItWasMadeOf() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> samples = SAMPLES.entrySet().stream()
                .filter(entry -> entry.getKey() != TokenKind.WHITESPACE)
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
        for (int round = 0; round < 500; round++) {
            List<String> chosen = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                chosen.add(samples.get(random.nextInt(samples.size())));
            }
            // A semicolon between, since an escape string goes on in quotes on the next line.
            String text = String.join("\r\n ; \r\n", chosen) + "\n";

            // When
            List<Token> tokens = Lexer.tokens("f", text);

            // Then
            assertThat(tokens.stream().map(Token::text).collect(Collectors.joining()))
                    .as("seed " + seed)
                    .isEqualTo(text);
            assertThat(tokens.stream().map(Token::text).filter(token -> !token.isBlank() && !token.equals(";")))
                    .as("seed " + seed)
                    .isEqualTo(chosen.stream()
                            .filter(sample -> !sample.equals(";"))
                            .toList());
        }
    }

    @Test
    void anyTextIsEitherGivenBackOrRefusedWithAPlaceInsideIt() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "aE$'\"\\-/*;.:()\n\r 1e+<@é_U&";
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(random.nextInt(14), 0, alphabet.length())
                    .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                    .collect(Collectors.joining());
            long lines = text.replace("\r\n", "\n")
                            .replace('\r', '\n')
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;

            // When
            try {
                List<Token> tokens = Lexer.tokens("f", text);

                // Then
                assertThat(tokens.stream().map(Token::text).collect(Collectors.joining()))
                        .as("seed " + seed)
                        .isEqualTo(text);
            } catch (SqlSyntaxException e) {
                assertThat((long) e.line()).as("seed " + seed + " " + text).isBetween(1L, lines);
            }
        }
    }

    @Test
    void endsOperatorsWhereTheServerDoes() {
        // When
        List<String> texts = Lexer.tokens("f", "a=-1+/* c */@-2--x").stream()
                .map(Token::text)
                .toList();

        // Then
        assertThat(texts).containsExactly("a", "=", "-", "1", "+", "/* c */", "@-", "2", "--x");
    }

    @Test
    void countsLinesAndColumnsOverEveryLineEnd() {
        // When
        List<Token> words = Lexer.significant("f", "a\nb\r\n  c\rd '\n' e");

        // Then
        assertThat(words)
                .extracting(token -> token.text() + token.line() + ":" + token.column())
                .containsExactly("a1:1", "b2:1", "c3:3", "d4:1", "'\n'4:3", "e5:3");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`select 'abc`, 1, 8, the string is never closed.",
                "`select E'abc\\'`, 1, 8, the string is never closed.",
                "`x\n \"abc`, 2, 2, the quoted identifier is never closed.",
                "`/* a /* b */`, 1, 1, the comment is never closed.",
                "`do $body$ x $$`, 1, 4, the dollar quote $body$ is never closed.",
                "`a;\n\\i other.sql`, 2, 1, the psql command \\i is not SQL; the server does not know it.",
                "`select 1 \\gexec`, 1, 10, the psql command \\gexec is not SQL; the server does not know it.",
                "`select $ 1`, 1, 8, a dollar sign stands alone.",
                "`a {`, 1, 3, the character U+007B has no place in SQL outside quotes."
            })
    void saysWhatIsLeftOpenAndWhere(String text, int line, int column, String problem) {
        assertThatExceptionOfType(SqlSyntaxException.class)
                .isThrownBy(() -> Lexer.tokens("V1__x.sql", text))
                .withMessage("V1__x.sql:" + line + ":" + column + ": " + problem)
                .satisfies(e -> assertThat(e.remedy()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name", "\"name\"", "U&\"n\\0061m\\+000065\"", "NAME"})
    void foldsIdentifiersAsTheServerDoes(String text) {
        assertThat(Lexer.tokens("f", text).get(0).identifier()).isEqualTo("name");
    }

    @Test
    void cutsIdentifiersWhereTheServerDoes() {
        assertThat(Lexer.tokens("f", "\"" + "a".repeat(62) + "é\"").get(0).identifier())
                .isEqualTo("a".repeat(62));
    }
}
