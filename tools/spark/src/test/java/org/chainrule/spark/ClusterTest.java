package org.chainrule.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.chainrule.spark.DistributedTrainer.Trained;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes that do the work, and a driver: what two machines are to each other. */
class ClusterTest {
    private static SparkSession session;

    @BeforeAll
    static void open() throws Exception {
        session = Sessions.open("local-cluster[2,1,1024]");
    }

    @AfterAll
    static void close() {
        session.stop();
    }

    private static DistributedTrainer trainer() {
        return DistributedTrainer.of(Sessions.LOGISTIC)
                .optimizer("adam(lr=0.1)")
                .columns("X", "x1", "x2", "x3");
    }

    private static Dataset<Row> table() {
        return Sessions.table(session, Sessions.rows(1000), 6);
    }

    /** The other processes; what they run is too long a line for the system to tell. */
    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    @Test
    void aLostExecutorChangesNothing() {
        Trained undisturbed = trainer().fit(table(), 8);
        assertThat(executors()).hasSize(2);
        for (DistributedTrainer trainer : List.of(trainer(), trainer().treeAggregation(2))) {
            Trained expected = trainer.fit(table(), 8);
            AtomicInteger killed = new AtomicInteger();
            Trained found = trainer.watched((epoch, loss) -> {
                        if (epoch == 4) {
                            executors().get(0).destroyForcibly();
                            killed.incrementAndGet();
                        }
                        return true;
                    })
                    .fit(table(), 8);
            assertThat(killed).hasValue(1);
            assertThat(found.params()).isEqualTo(expected.params());
            assertThat(found.losses()).isEqualTo(expected.losses());
        }
        assertThat(trainer().fit(table(), 8).params()).isEqualTo(undisturbed.params());
    }

    @Test
    void localBatchesSurviveItToo() {
        Trained expected = trainer().localBatches(20).fit(table(), 6);
        Trained found = trainer()
                .localBatches(20)
                .watched((epoch, loss) -> {
                    if (epoch == 2) {
                        executors().get(0).destroyForcibly();
                    }
                    return true;
                })
                .fit(table(), 6);
        assertThat(found.params()).isEqualTo(expected.params());
    }
}
