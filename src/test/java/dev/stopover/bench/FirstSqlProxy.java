package dev.stopover.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between one process and the server and notes when the process connects and when its first statement arrives:
 * the first {@code Query} or {@code Parse} message, see
 * <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">the protocol's formats</a>.
 */
final class FirstSqlProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicLong connectedAt = new AtomicLong();
    private final AtomicLong firstSqlAt = new AtomicLong();
    private final CountDownLatch firstSql = new CountDownLatch(1);

    FirstSqlProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** When the first connection came, on {@link System#nanoTime()}'s clock. */
    long connectedAt() {
        return connectedAt.get();
    }

    /** When the first statement came, on {@link System#nanoTime()}'s clock; waits for it. */
    long firstSqlAt() throws InterruptedException {
        if (!firstSql.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process sent no statement");
        }
        return firstSqlAt.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            connectedAt.compareAndSet(0, System.nanoTime());
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon(() -> {
                try (server) {
                    toServer(client, server);
                }
            });
            daemon(() -> {
                try (client) {
                    server.getInputStream().transferTo(client.getOutputStream());
                }
            });
        }
    }

    private void toServer(Socket client, Socket server) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = server.getOutputStream();
        int code;
        do {
            byte[] message = message(in, false);
            code = new DataInputStream(new java.io.ByteArrayInputStream(message, 4, 4)).readInt();
            out.write(message);
        } while (code == SSL_REQUEST || code == GSS_REQUEST);
        while (true) {
            byte[] message = message(in, true);
            if (message[0] == 'Q' || message[0] == 'P') {
                firstSqlAt.compareAndSet(0, System.nanoTime());
                firstSql.countDown();
            }
            out.write(message);
        }
    }

    private static byte[] message(DataInputStream in, boolean typed) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream copy = new DataOutputStream(message);
        if (typed) {
            copy.writeByte(in.readByte());
        }
        int length = in.readInt();
        copy.writeInt(length);
        copy.write(in.readNBytes(length - 4));
        return message.toByteArray();
    }

    /** What a connection's thread does until one side closes it. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (EOFException | SocketException e) {
                        // One side has hung up, which is how every connection ends.
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
