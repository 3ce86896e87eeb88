package example.netty;

import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.manometer.agent.testing.Settle;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/** The copy of Netty inside gRPC, with the transport that it prefers on Linux. The argument is the file for the recording. */
public final class ShadedEpoll {
    public static final int SIZE = 32 << 10;
    public static final int WRITES = 300;

    private static EventLoopGroup clients;

    private ShadedEpoll() {}

    @SuppressWarnings("deprecation") // the groups by their names of 4.1, which gRPC's copy is of
    public static void main(String[] arguments) throws Exception {
        boolean epoll = Epoll.isAvailable();
        System.out.println("epoll " + epoll);
        clients = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        try (Recording recording = Settle.record();
                SlowPeer peer = new SlowPeer()) {
            Channel channel = new Bootstrap()
                    .group(clients)
                    .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                    .handler(new Connected())
                    .connect(peer.address())
                    .sync()
                    .channel();
            for (int i = 0; i < WRITES; i++) {
                channel.writeAndFlush(Unpooled.buffer(SIZE).writerIndex(SIZE));
            }
            channel.eventLoop().submit(() -> {}).sync();
            Settle.await(recording, 3);
            System.out.println("truth|pending="
                    + channel.unsafe().outboundBuffer().totalPendingWriteBytes() + "|peer=127.0.0.1:"
                    + peer.address().getPort());
            channel.close().sync();
            Settle.write(recording, arguments[0]);
        }
        clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static final class Connected extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {}
    }
}
