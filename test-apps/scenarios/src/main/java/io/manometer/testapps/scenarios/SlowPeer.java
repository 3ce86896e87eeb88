package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** The far end of a connection, on plain sockets with small buffers, that reads messages as slowly as its ledger says. */
final class SlowPeer {
    /** Small, so that the backlog is the application's and not the kernel's. */
    static final int SOCKET_BUFFER = 32 << 10;

    private final ServerSocket server;
    private volatile boolean deaf;

    SlowPeer() {
        try {
            server = new ServerSocket();
            server.setReceiveBufferSize(SOCKET_BUFFER);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** From now on it never reads again. */
    void goDeaf() {
        deaf = true;
    }

    void start(Load load, String thread, int messageSize, Ledger ledger) {
        load.startOnce(thread, () -> read(messageSize, ledger));
    }

    private void read(int messageSize, Ledger ledger) throws InterruptedException {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            byte[] message = new byte[messageSize];
            while (in.readNBytes(message, 0, messageSize) == messageSize) {
                ledger.serve();
                if (deaf) {
                    new CountDownLatch(1).await();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
