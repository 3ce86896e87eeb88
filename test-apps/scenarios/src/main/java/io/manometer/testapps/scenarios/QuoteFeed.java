package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;

/** Quotes written to a subscriber that reads half as fast: by a writer that asks whether the channel is writable, or doesn't. */
final class QuoteFeed implements Program {
    static final int SIZE = 2 << 10;

    /** What Netty counts as pending for each: the bytes and its own entry, of 96 bytes unless it is told otherwise. */
    static final int BYTES_PENDING = SIZE + 96;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final boolean heeding;
    private final double goesDeafAt;

    /** @param goesDeafAt share of the run after which the subscriber never reads again; above 1 for never */
    QuoteFeed(boolean heeding, double goesDeafAt) {
        this.heeding = heeding;
        this.goesDeafAt = goesDeafAt;
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("Subscriber (connected)", 400);
        SlowPeer peer = new SlowPeer();
        peer.start(load, "subscriber", SIZE, ledger);
        Channel channel = connect(peer, loops, new Subscriber());
        if (goesDeafAt < 1) {
            load.after(goesDeafAt, peer::goDeaf);
        }
        load.source("quote-feed", Pace.poisson(800), ledger, number -> {
            if (heeding) {
                awaitWritable(load, channel);
            }
            channel.writeAndFlush(Unpooled.buffer(SIZE).writerIndex(SIZE));
            ledger.accepted();
        });
    }

    static Channel connect(SlowPeer peer, MultiThreadIoEventLoopGroup loops, ChannelInitializer<Channel> initializer) {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.SO_SNDBUF, SlowPeer.SOCKET_BUFFER)
                .handler(initializer)
                .connect(peer.address())
                .syncUninterruptibly()
                .channel();
    }

    static void awaitWritable(Load load, Channel channel) {
        while (!channel.isWritable()) {
            load.backOff(Duration.ofMillis(1));
        }
    }

    private static final class Subscriber extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {}
    }
}
