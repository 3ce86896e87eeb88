package io.manometer.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/**
 * Small messages over a loopback socket and back, so many of them in flight; client and server each have an event loop. One
 * operation is one message, written by the client and written again by the server.
 */
final class NettyEcho implements Workload {
    private static final int SIZE = 64;

    private final ByteBuf message =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer(SIZE).writerIndex(SIZE));
    private final int inFlight;
    private final Channel client;
    private final Client counting = new Client();
    private volatile int open;
    private volatile Thread waiting = Thread.currentThread();

    NettyEcho(int inFlight) {
        this.inFlight = inFlight;
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(initializer(new Server()))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        client = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(initializer(counting))
                .connect(server.localAddress())
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public void run(int operations) {
        waiting = Thread.currentThread();
        open = operations;
        client.eventLoop().execute(() -> counting.start(operations));
        while (open > 0) {
            LockSupport.park(this);
        }
    }

    private static ChannelInitializer<Channel> initializer(ChannelHandler handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler);
            }
        };
    }

    /** Writes each message for itself, as a server that has decoded them does. */
    private static final class Server extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object read) {
            ByteBuf bytes = (ByteBuf) read;
            while (bytes.readableBytes() > SIZE) {
                context.write(bytes.readRetainedSlice(SIZE), context.voidPromise());
            }
            context.write(bytes, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    /** On its event loop. */
    private final class Client extends ChannelInboundHandlerAdapter {
        private int unsent;
        private int unanswered;
        private int bytes;

        void start(int operations) {
            unsent = operations;
            unanswered = operations;
            send(inFlight);
            client.flush();
        }

        private void send(int count) {
            int now = Math.min(count, unsent);
            unsent -= now;
            for (int i = 0; i < now; i++) {
                client.write(message.duplicate(), client.voidPromise());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object read) {
            ByteBuf part = (ByteBuf) read;
            bytes += part.readableBytes();
            part.release();
            int answered = bytes / SIZE;
            bytes -= answered * SIZE;
            unanswered -= answered;
            send(answered);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
            if (unanswered == 0 && open > 0) {
                open = 0;
                LockSupport.unpark(waiting);
            }
        }
    }
}
