package example.netty;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/** The far end of connections, on plain sockets: it accepts, and reads only as much as it is allowed to. */
final class SlowPeer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket();
    private final Semaphore allowedKilobytes = new Semaphore(0);

    SlowPeer() throws IOException {
        server.setReceiveBufferSize(16 << 10);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread accepting = new Thread(this::accept, "peer");
        accepting.setDaemon(true);
        accepting.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    void allow(int kilobytes) {
        allowedKilobytes.release(kilobytes);
    }

    private void accept() {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            byte[] kilobyte = new byte[1024];
            do {
                allowedKilobytes.acquireUninterruptibly();
            } while (in.readNBytes(kilobyte, 0, kilobyte.length) == kilobyte.length);
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        allow(1 << 20);
    }
}
