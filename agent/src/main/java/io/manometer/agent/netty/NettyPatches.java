package io.manometer.agent.netty;

import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.argument;
import static io.manometer.agent.instrument.Patch.field;

import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Patch.Load;
import io.manometer.agent.instrument.Point;
import io.manometer.boot.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tables for Netty's channels and event loops. */
public final class NettyPatches {
    private static final String BUFFER = "io/netty/channel/ChannelOutboundBuffer";
    private static final String CHANNEL = "io/netty/channel/AbstractChannel";
    private static final String PIPELINE = "io/netty/channel/DefaultChannelPipeline";
    private static final String STREAM = "io/netty/handler/codec/http2/AbstractHttp2StreamChannel";
    private static final String LOOP = "io/netty/util/concurrent/SingleThreadEventExecutor";
    private static final String V41 = "4.1";
    private static final String V42 = "4.2";
    private static final Load OF_CHANNEL = field("channel", "Lio/netty/channel/Channel;");
    private static final Load UNWRITABLE = field("unwritable", "I");
    private static final Load TASKS = field("taskQueue", "Ljava/util/Queue;");

    private NettyPatches() {}

    /** Rows of the channel kind. */
    public static List<Patch> channels() {
        List<Patch> table = new ArrayList<>();
        added(table, BUFFER, OF_CHANNEL);
        // What leaves the buffer the sampler asks it for; only this is no departure.
        table.add(channel(BUFFER)
                .method("decrementPendingOutboundBytes", "(J)")
                .call("takenBack", "OJ", OF_CHANNEL, argument(1)));
        table.add(channel(BUFFER).method("addFlush").call("flushed", "OO", THIS, OF_CHANNEL));
        table.add(channel(BUFFER).method("close", "(Ljava/lang/Throwable;Z)").call("closed", "O", OF_CHANNEL));
        table.add(channel(CHANNEL)
                .method("<init>")
                .at(Point.RETURN)
                .call("opened", "OO", THIS, field("parent", "Lio/netty/channel/Channel;")));
        table.add(channel(CHANNEL + "$AbstractUnsafe")
                .method("beginRead")
                .call("readWanted", "O", field("this$0", "L" + CHANNEL + ";")));
        table.add(channel("io/netty/channel/ChannelInitializer")
                .method("initChannel", "(Lio/netty/channel/ChannelHandlerContext;)")
                .at(Point.BEFORE_CALL, "initChannel")
                .call("initialized", "OO", THIS));
        table.add(channel("io/netty/channel/DefaultChannelConfig")
                .method("setAutoRead")
                .at(Point.RETURN)
                .call("autoReadSet", "OZ", OF_CHANNEL, argument(1)));
        table.add(channel(PIPELINE)
                .method("fireChannelRead", "(Ljava/lang/Object;)")
                .call("messageRead", "O", OF_CHANNEL));
        table.add(channel(PIPELINE).method("fireChannelReadComplete", "()").call("readCompleted", "O", OF_CHANNEL));
        streams(table);
        return table;
    }

    /** Streams of HTTP/2 are channels that count for themselves. Where they differ, only they are left alone. */
    private static void streams(List<Patch> table) {
        String unsafe = STREAM + "$Http2ChannelUnsafe";
        Load stream = field("this$0", "L" + STREAM + ";");
        added(table, STREAM, THIS);
        table.add(channel(STREAM)
                .method("decrementPendingOutboundBytes", "(JZ)")
                .at(Point.AFTER_CALL, "addAndGet")
                .call("bytesRemoved", "JOJZ", THIS, argument(1), argument(2)));
        table.add(channel(STREAM).method("<init>").at(Point.RETURN).call("streamOpened", "OO", THIS, argument(3)));
        table.add(channel(unsafe).method("fireChannelInactiveAndDeregister").call("closed", "O", stream));
        table.add(channel(unsafe).method("beginRead").call("readWanted", "O", stream));
    }

    private static void added(List<Patch> table, String type, Load key) {
        table.add(channel(type)
                .method("incrementPendingOutboundBytes", "(JZ)")
                .at(Point.AFTER_CALL, "addAndGet")
                .call("bytesAdded", "JOJZI", key, argument(1), argument(2), UNWRITABLE));
        table.add(channel(type)
                .method("fireChannelWritabilityChanged")
                .call("writabilityChanged", "OI", key, UNWRITABLE));
    }

    /** Rows of the event loop kind. */
    public static List<Patch> loops() {
        List<Patch> table = new ArrayList<>();
        table.add(loop(LOOP)
                .method("<init>")
                .at(Point.RETURN)
                .call("created", "OOOI", THIS, argument(1), TASKS, field("maxPendingTasks", "I")));
        table.add(loop(LOOP).method("offerTask").at(Point.RETURN).call("offered", "ZO", THIS));
        // What was scheduled and is due now.
        table.add(due(LOOP, V41));
        table.add(due("io/netty/util/concurrent/AbstractScheduledEventExecutor", V42));
        table.add(loop(LOOP).method("pollTask").at(Point.RETURN).call("polled", "OO", THIS));
        for (String[] taken : new String[][] {
            {"runAllTasksFrom", "pollTaskFrom"},
            {"runExistingTasksFrom", "pollTaskFrom"},
            {"runExistingTasksFrom", "poll"}
        }) {
            table.add(loop(LOOP)
                    .method(taken[0])
                    .at(Point.AFTER_CALL, taken[1])
                    .call("polled", "OOOO", THIS, argument(1), TASKS));
        }
        table.add(loop(LOOP)
                .onlyIn(V41 + ", " + V42)
                .method("drainTasks")
                .at(Point.AFTER_CALL, "poll")
                .call("polled", "OO", THIS));
        table.add(loop(LOOP).method("removeTask").at(Point.RETURN).call("removed", "ZO", THIS));
        table.add(loop(LOOP).method("takeTask").call("taskAwaited", "O", THIS));
        table.add(loop(LOOP).method("takeTask").at(Point.RETURN).call("taskCame", "OO", THIS));
        table.add(loop(LOOP).method("reject", "(Ljava/lang/Runnable;)").call("refused", "O", THIS));
        waits(table, "io/netty/channel/nio/NioEventLoop", "select", V41);
        waits(table, "io/netty/channel/nio/NioIoHandler", "select", V42);
        for (String wait : new String[] {"epollWait", "epollWaitNoTimerChange", "epollBusyWait"}) {
            waits(table, "io/netty/channel/epoll/EpollEventLoop", wait, V41);
            waits(table, "io/netty/channel/epoll/EpollIoHandler", wait, V42);
        }
        for (String park : new String[] {"park", "parkNanos"}) {
            Patch.Builder row =
                    loop("io/netty/channel/local/LocalIoHandler").onlyIn(V42).method("run");
            table.add(row.at(Point.AHEAD_OF_CALL, park).call("eventsAwaited", ""));
            table.add(row.at(Point.AFTER_CALL, park).call("eventsCame", ""));
        }
        return table;
    }

    private static Patch due(String type, String version) {
        return loop(type)
                .onlyIn(version)
                .method("fetchFromScheduledTaskQueue")
                .at(Point.AFTER_CALL, "offer")
                .call("offered", "ZO", THIS);
    }

    /** Where a loop waits for events. */
    private static void waits(List<Patch> table, String type, String method, String version) {
        table.add(loop(type).onlyIn(version).method(method).call("eventsAwaited", ""));
        table.add(loop(type).onlyIn(version).method(method).at(Point.RETURN).call("eventsCame", ""));
    }

    private static Patch.Builder channel(String type) {
        Patch.Builder row = Patch.in(type).andCopies().hooksOf("ChannelHooks");
        return type.startsWith(STREAM) ? row : row.partOf(Kind.CHANNEL);
    }

    private static Patch.Builder loop(String type) {
        return Patch.in(type).andCopies().hooksOf("LoopHooks").partOf(Kind.EVENT_LOOP);
    }
}
