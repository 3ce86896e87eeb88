package io.manometer.dashboards.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** A client that writes to a peer that doesn't read, and a server that stops reading in turns. */
final class NettyTraffic {
    private NettyTraffic() {}

    static void start() throws InterruptedException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        Channel deaf = server(loops, new Deaf());
        Channel moody = server(loops, new Moody());
        Channel ignoring = client(loops, deaf);
        Channel patient = client(loops, moody);
        PressureApp.repeat("ignoring-writer", 50, () -> ignoring.writeAndFlush(Unpooled.wrappedBuffer(new byte[8192])));
        PressureApp.repeat("patient-writer", 50, () -> {
            if (patient.isWritable()) {
                patient.writeAndFlush(Unpooled.wrappedBuffer(new byte[1024]));
            }
        });
        PressureApp.repeat("loop-caller", 200, () -> loops.next().execute(() -> {}));
    }

    private static Channel server(EventLoopGroup loops, ChannelInboundHandlerAdapter handler)
            throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.SO_RCVBUF, 16_384)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handler);
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    private static Channel client(EventLoopGroup loops, Channel server) throws InterruptedException {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.SO_SNDBUF, 16_384)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {}
                })
                .connect(server.localAddress())
                .sync()
                .channel();
    }

    /** Never reads. */
    @io.netty.channel.ChannelHandler.Sharable
    private static final class Deaf extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** Reads and pauses in turns of half a second. */
    @io.netty.channel.ChannelHandler.Sharable
    private static final class Moody extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            Channel channel = context.channel();
            channel.eventLoop()
                    .scheduleAtFixedRate(
                            () -> channel.config().setAutoRead(!channel.config().isAutoRead()),
                            500,
                            500,
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
