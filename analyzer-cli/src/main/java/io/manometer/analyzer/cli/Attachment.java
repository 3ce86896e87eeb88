package io.manometer.analyzer.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;

/** The only class that needs the module jdk.attach. */
final class Attachment {
    /** Set by the agent when it was attached: empty when it runs, else the reason why it does not. */
    private static final String OUTCOME = "io.manometer.agent.outcome";

    private Attachment() {}

    static void load(long pid, Path agent, String options) {
        VirtualMachine machine = attach(pid);
        try {
            machine.loadAgent(agent.toString(), options);
            String refusal = machine.getSystemProperties().getProperty(OUTCOME, "");
            if (!refusal.isEmpty()) {
                throw failed("the agent did not start in process " + pid + ": " + refusal);
            }
        } catch (AgentInitializationException e) {
            throw failed("the agent refused to start in process " + pid + " (" + e.getMessage()
                    + "); its standard error says why");
        } catch (AgentLoadException | IOException e) {
            throw failed("the agent could not be loaded into process " + pid + " (" + e.getMessage()
                    + "); it must be able to read " + agent + ", and run without -XX:-EnableDynamicAgentLoading");
        } finally {
            detach(machine);
        }
    }

    private static VirtualMachine attach(long pid) {
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw failed("process " + pid + " can't be attached to (" + e.getMessage()
                    + "); it must be a HotSpot JVM without -XX:+DisableAttachMechanism");
        } catch (IOException e) {
            throw failed("process " + pid + " can't be attached to (" + e.getMessage()
                    + "); run manometer as the same user, in the same container");
        }
    }

    private static void detach(VirtualMachine machine) {
        try {
            machine.detach();
        } catch (IOException e) {
            // The agent is loaded; a connection that is closed already is nothing to report.
        }
    }

    private static Failure failed(String line) {
        return new Failure(ExitCode.ATTACH_FAILED, Printable.line(line));
    }
}
