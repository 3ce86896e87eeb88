package io.manometer.agent.recording;

import io.manometer.agent.config.Options;
import io.manometer.agent.log.Log;
import java.util.Scanner;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;

/** An application that is recorded: does what the lines on its standard input say. */
final class Recorded {
    static final int FILLERS = 3000;
    private static int round;

    private Recorded() {}

    @Name("test.Filler")
    static final class Filler extends Event {
        String text;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments.length > 0 ? arguments[0] : null);
        Log.level(options.log());
        OwnRecording.start(options);
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String line = in.nextLine();
            if (line.equals("await")) {
                awaitRecording();
            } else if (line.equals("fill")) {
                fill();
            } else {
                System.exit(Integer.parseInt(line));
            }
            System.out.println("done " + line);
        }
    }

    private static void awaitRecording() throws InterruptedException {
        while (FlightRecorder.getFlightRecorder().getRecordings().stream()
                .noneMatch(recording -> recording.getState() == jdk.jfr.RecordingState.RUNNING)) {
            Thread.sleep(5);
        }
    }

    /** About 3 MB. */
    private static void fill() {
        round++;
        String text = "x".repeat(1000) + round + ".";
        for (int i = 0; i < FILLERS; i++) {
            Filler filler = new Filler();
            filler.text = text + i;
            filler.commit();
        }
    }
}
