package dev.stopover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Speaks the protocol of AWS KMS on this machine: {@code Encrypt} and {@code Decrypt} with real keys, for whoever signs the
 * request with the one secret that it knows.
 */
public final class LocalKms implements AutoCloseable {
    public static final String REGION = "eu-central-1";
    public static final String ACCESS_KEY = "AKIDSTOPOVERTEST";
    public static final String SECRET = "the secret of the test";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean overloaded;

    public LocalKms() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Adds a key, and returns its ARN. */
    public String newKey(String id) {
        String arn = "arn:aws:kms:" + REGION + ":111122223333:key/" + id;
        keys.put(arn, Random.randBytes(32));
        return arn;
    }

    /** Forgets a key. */
    public void remove(String arn) {
        keys.remove(arn);
    }

    /** From now on it has no time for anybody. */
    public void overload() {
        overloaded = true;
    }

    /** Each request that it understood: what, with which context. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What makes AWS' library come here, as environment variables. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_KMS",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (overloaded) {
                refuse(exchange, 500, "KMSInternalException", "try again");
            } else if (!isSigned(exchange, body)) {
                refuse(exchange, 400, "InvalidSignatureException", "The request signature does not match");
            } else {
                answer(exchange, exchange.getRequestHeaders().getFirst("X-Amz-Target"), JSON.readTree(body));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void answer(HttpExchange exchange, String target, JsonNode question)
            throws IOException, GeneralSecurityException {
        String id = question.get("KeyId").asText();
        byte[] key = keys.get(id);
        if (key == null) {
            refuse(exchange, 400, "NotFoundException", "Key '" + id + "' does not exist");
            return;
        }
        Map<String, String> context = new TreeMap<>();
        question.path("EncryptionContext")
                .fields()
                .forEachRemaining(
                        entry -> context.put(entry.getKey(), entry.getValue().asText()));
        byte[] associated = context.toString().getBytes(StandardCharsets.UTF_8);
        asked.add(target + " " + context);
        ObjectNode answer = JSON.createObjectNode().put("KeyId", id);
        if (target.equals("TrentService.Encrypt")) {
            answer.put(
                    "CiphertextBlob",
                    new AesGcmJce(key).encrypt(question.get("Plaintext").binaryValue(), associated));
        } else {
            try {
                answer.put(
                        "Plaintext",
                        new AesGcmJce(key)
                                .decrypt(question.get("CiphertextBlob").binaryValue(), associated));
            } catch (GeneralSecurityException e) {
                refuse(exchange, 400, "InvalidCiphertextException", null);
                return;
            }
        }
        send(exchange, 200, answer);
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        send(exchange, status, JSON.createObjectNode().put("__type", type).put("message", message));
    }

    private static void send(HttpExchange exchange, int status, ObjectNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Signature Version 4, as https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html says. */
    private static boolean isSigned(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String date = exchange.getRequestHeaders().getFirst("X-Amz-Date");
        if (authorization == null || date == null) {
            return false;
        }
        Map<String, String> parts = Stream.of(
                        authorization.substring("AWS4-HMAC-SHA256 ".length()).split(", "))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        String scope = date.substring(0, 8) + "/" + REGION + "/kms/aws4_request";
        String names = parts.get("SignedHeaders");
        String headers = Arrays.stream(names.split(";"))
                .map(name ->
                        name + ":" + exchange.getRequestHeaders().getFirst(name).strip() + "\n")
                .collect(Collectors.joining());
        String request = String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                "",
                headers,
                names,
                sha256(body));
        String toSign =
                String.join("\n", "AWS4-HMAC-SHA256", date, scope, sha256(request.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(date.substring(0, 8), REGION, "kms", "aws4_request")) {
            key = hmac(key, part);
        }
        return parts.get("Credential").equals(ACCESS_KEY + "/" + scope)
                && parts.get("Signature").equals(HexFormat.of().formatHex(hmac(key, toSign)));
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
