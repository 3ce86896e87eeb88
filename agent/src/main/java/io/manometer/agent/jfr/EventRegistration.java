package io.manometer.agent.jfr;

import io.manometer.events.AgentHealth;
import io.manometer.events.AgentInfo;
import io.manometer.events.ChannelPressure;
import io.manometer.events.ChannelSample;
import io.manometer.events.ConsumerSample;
import io.manometer.events.EventLoopBlocked;
import io.manometer.events.HopDescription;
import io.manometer.events.HopEdge;
import io.manometer.events.HopSample;
import io.manometer.events.ProducerSample;
import io.manometer.events.Refusal;
import io.manometer.events.UnboundedHop;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/**
 * Makes the events known to JFR, all from one thread at one moment: when a recorder comes up, or at once when one is there.
 * Until then nothing of JFR is loaded but the listener, which is most of the difference between 6 and 60 ms of start-up.
 *
 * <p>Event classes that register themselves one by one, each from whatever thread touches it first, deadlock: <a
 * href="https://bugs.openjdk.org/browse/JDK-8371889">JDK-8371889</a>, <a
 * href="https://bugs.openjdk.org/browse/JDK-8368670">JDK-8368670</a>. The listener removes itself, else JFR would keep it,
 * and this class's loader, for good.
 */
final class EventRegistration implements FlightRecorderListener {
    static final List<Class<? extends Event>> EVENTS = List.of(
            AgentInfo.class,
            AgentHealth.class,
            HopDescription.class,
            HopSample.class,
            HopEdge.class,
            Refusal.class,
            UnboundedHop.class,
            ConsumerSample.class,
            ProducerSample.class,
            ChannelSample.class,
            ChannelPressure.class,
            EventLoopBlocked.class);

    /** Called under the recorder's lock, on whatever thread starts or rotates a recording: must not block. */
    interface Callbacks {
        /** The events are known to JFR from here on. */
        void onRegistered();

        /** A chunk began; also called for each recording that is started, since that begins one. */
        void onChunk();

        /** A chunk is about to end. */
        void onChunkEnd();
    }

    private final Callbacks callbacks;
    private boolean done;

    private EventRegistration(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    static void install(Callbacks callbacks) {
        FlightRecorder.addListener(new EventRegistration(callbacks));
    }

    @Override
    public synchronized void recorderInitialized(FlightRecorder recorder) {
        if (done) {
            return;
        }
        done = true;
        FlightRecorder.removeListener(this);
        for (Class<? extends Event> event : EVENTS) {
            FlightRecorder.register(event);
        }
        // One hook for each of the two: a user may have switched either event off, and its hook with it.
        FlightRecorder.addPeriodicEvent(AgentInfo.class, callbacks::onChunk);
        FlightRecorder.addPeriodicEvent(HopDescription.class, callbacks::onChunk);
        FlightRecorder.addPeriodicEvent(AgentHealth.class, callbacks::onChunkEnd);
        callbacks.onRegistered();
        // Attached to a JVM that is recording: the chunk in progress began without us.
        callbacks.onChunk();
    }
}
