package io.manometer.testapps.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What stands before a slow database: takes one connection and reads from it at a steady rate; not under the agent. */
public final class DbProxy implements AutoCloseable {
    private static final int BUFFER = 16 << 10;
    private static final int PART = 1 << 10;

    private final ServerSocket server = new ServerSocket();
    private final long nanosPerPart;

    public DbProxy(double bytesPerSecond) throws IOException {
        nanosPerPart = Math.round(PART / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
        server.setReceiveBufferSize(BUFFER);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(this::read, "db-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    private void read() {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            long next = System.nanoTime();
            while (in.readNBytes(PART).length == PART) {
                next = Math.max(next + nanosPerPart, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(50));
                for (long left; (left = next - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                }
            }
        } catch (IOException e) {
            // Either side is closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
