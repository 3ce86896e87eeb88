package example.netty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Clients that connect and read nothing. Arguments: port, and how many. Ends with its standard input. */
public final class IdleClients {
    private IdleClients() {}

    public static void main(String[] arguments) throws Exception {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            clients.add(SocketChannel.open(server));
        }
        System.out.println("connected " + clients.size());
        while (System.in.read() >= 0) {
            // until the test closes it
        }
    }
}
