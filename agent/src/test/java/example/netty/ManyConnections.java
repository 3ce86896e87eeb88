package example.netty;

import io.manometer.agent.testing.Settle;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/**
 * A server that sends a greeting to each of its many clients, and a lot to the last of them. Arguments: how many connections, and the file for
 * the recording. Says its port, and stays until the recording is written.
 */
public final class ManyConnections {
    public static final int GREETING = 100;
    public static final int A_LOT = 8 << 20;

    private ManyConnections() {}

    public static void main(String[] arguments) throws Exception {
        int connections = Integer.parseInt(arguments[0]);
        EventLoopGroup loops = new NioEventLoopGroup(2);
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        CountDownLatch greeted = new CountDownLatch(connections);
        try (Recording recording = Settle.record()) {
            Channel server = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new Greeter(open, greeted))
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
            System.out.println("port " + ((InetSocketAddress) server.localAddress()).getPort());
            greeted.await();
            Channel one = open.iterator().next();
            one.writeAndFlush(Unpooled.buffer(A_LOT).writerIndex(A_LOT));
            one.eventLoop().submit(() -> {}).sync();
            Settle.await(recording, 3);
            System.out.println("truth|pending=" + one.unsafe().outboundBuffer().totalPendingWriteBytes() + "|address="
                    + one.remoteAddress().toString().substring(1));
            open.close().sync();
            Settle.write(recording, arguments[1]);
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static final class Greeter extends ChannelInitializer<Channel> {
        private final ChannelGroup open;
        private final CountDownLatch greeted;

        Greeter(ChannelGroup open, CountDownLatch greeted) {
            this.open = open;
            this.greeted = greeted;
        }

        @Override
        protected void initChannel(Channel channel) {
            open.add(channel);
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    context.writeAndFlush(Unpooled.buffer(GREETING).writerIndex(GREETING))
                            .addListener(written -> greeted.countDown());
                }
            });
        }
    }
}
