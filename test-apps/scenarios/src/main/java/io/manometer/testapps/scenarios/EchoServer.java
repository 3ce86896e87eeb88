package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A server that answers each request, to a client that reads answers half as fast; it reads no more while it can't write. */
final class EchoServer implements Program {
    private static final int SIZE = 2 << 10;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("Answering (accepted)", 400);
        Socket client = connect(serve(loops, new Answering()));
        load.startOnce("answers", () -> {
            try (InputStream in = client.getInputStream()) {
                byte[] answer = new byte[SIZE];
                while (in.readNBytes(answer, 0, SIZE) == SIZE) {
                    ledger.serve();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        load.source("requests", Pace.poisson(800), ledger, number -> {
            send(client);
            ledger.accepted();
        });
    }

    private static void send(Socket client) {
        try {
            OutputStream out = client.getOutputStream();
            out.write(new byte[SIZE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int serve(MultiThreadIoEventLoopGroup loops, ChannelInitializer<Channel> initializer) {
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_RCVBUF, SlowPeer.SOCKET_BUFFER)
                .childOption(ChannelOption.SO_SNDBUF, SlowPeer.SOCKET_BUFFER)
                .childHandler(initializer)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    static Socket connect(int port) {
        try {
            Socket client = new Socket();
            client.setReceiveBufferSize(SlowPeer.SOCKET_BUFFER);
            client.setSendBufferSize(SlowPeer.SOCKET_BUFFER);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Answering extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object request) {
                    context.writeAndFlush(request);
                }

                @Override
                public void channelWritabilityChanged(ChannelHandlerContext context) {
                    context.channel().config().setAutoRead(context.channel().isWritable());
                }
            });
        }
    }
}
