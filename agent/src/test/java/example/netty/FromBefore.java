package example.netty;

import io.manometer.agent.testing.Settle;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/**
 * A channel with bytes pending, made before the agent comes; after the line {@code go} on standard input it is written to once more, then
 * its peer reads it all. The argument is the file for the recording.
 */
public final class FromBefore {
    public static final int SIZE = 16 << 10;
    public static final int WRITES_BEFORE = 400;

    private FromBefore() {}

    public static void main(String[] arguments) throws Exception {
        EventLoopGroup loops = new NioEventLoopGroup(1);
        try (SlowPeer peer = new SlowPeer()) {
            Channel channel = new Bootstrap()
                    .group(loops)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext context, Object message) {
                            throw new IllegalStateException("the peer writes nothing");
                        }
                    })
                    .connect(peer.address())
                    .sync()
                    .channel();
            for (int i = 0; i < WRITES_BEFORE; i++) {
                write(channel);
            }
            settle(channel);
            System.out.println("ready");
            System.in.read();
            try (Recording recording = Settle.record()) {
                write(channel);
                settle(channel);
                Settle.await(recording, 3);
                System.out.println(
                        "truth|pending=" + channel.unsafe().outboundBuffer().totalPendingWriteBytes());
                peer.allow((WRITES_BEFORE + 1) * SIZE / 1024);
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).sync();
                Settle.write(recording, arguments[0]);
            }
            channel.close().sync();
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private static void write(Channel channel) {
        channel.writeAndFlush(Unpooled.buffer(SIZE).writerIndex(SIZE));
    }

    private static void settle(Channel channel) throws InterruptedException {
        channel.eventLoop().submit(() -> {}).sync();
    }
}
